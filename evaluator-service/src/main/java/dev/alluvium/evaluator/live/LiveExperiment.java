package dev.alluvium.evaluator.live;

import dev.alluvium.evaluator.live.Assessment.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, as the fold of its outcomes: the same outcomes in the same order give the same assessment.
 *
 * <p>The unit is who was assigned, not the request: a unit's requests are averaged before units are, so that one busy user is one
 * user. Not thread-safe. Memory: what {@link OpenRequests} holds, and some 200 bytes a unit.
 */
public final class LiveExperiment {
    /** Units per arm below which the asymptotics of the bounds are not trusted. */
    static final int LEAST_UNITS = 30;

    /** Chance of a false alarm about the split. */
    private static final double SPLIT_ALPHA = 0.001;

    /** Share of units that may cross arms before the split counts as broken. */
    private static final double MOST_CROSSED = 0.01;

    private final Plan plan;
    private final ConfidenceSequence scores;
    private final ConfidenceSequence guards;
    private final SplitCheck split;
    private final Map<String, Unit> units = new HashMap<>();
    private final OpenRequests requests = new OpenRequests();
    private final Moments[][] moments = new Moments[Arm.values().length][Metric.values().length];
    private long crossed;
    private long answered;
    private long reports;
    private long repeated;
    private long unscored;

    public LiveExperiment(Plan plan) {
        this.plan = plan;
        this.scores = plan.sequence(plan.alpha());
        this.guards =
                plan.sequence(plan.alpha() / Math.max(1, plan.guards().limits().size()));
        this.split = new SplitCheck(plan.share());
        for (Moments[] arm : moments) {
            Arrays.setAll(arm, metric -> new Moments());
        }
    }

    /** The operator changed the share; who was assigned stays so. */
    public void shareChanged(double share) {
        split.changeTo(share);
    }

    /** Serving answered a request, or failed to. */
    public void served(Served request) {
        if (!requests.open(request.request(), request.unit())) {
            return;
        }
        answered++;
        Unit unit = unit(request.unit(), request.arm());
        Double early = requests.takeEarly(request.request());
        if (early != null) {
            score(unit, early);
        }
        if (unit.crossed()) {
            return;
        }
        observe(unit, Metric.FAILURES, request.failed() ? 1 : 0);
        if (!request.failed()) {
            observe(unit, Metric.REFUSALS, request.refused() ? 1 : 0);
            observe(unit, Metric.LATENCY, Math.log(Math.max(1e-3, request.latencyMillis())));
            observe(unit, Metric.LENGTH, Math.log1p(Math.max(0, request.tokens())));
            Double agreement = request.agreement();
            if (agreement != null) {
                observe(unit, Metric.AGREEMENT, agreement);
            }
        }
    }

    /**
     * An application reported on a request, perhaps before serving did.
     *
     * @param score in [0, 1]; null if its label has none
     */
    public void reported(String request, @Nullable Double score) {
        if (score == null) {
            unscored++;
            return;
        }
        switch (requests.report(request, score)) {
            case FIRST -> {
                Unit unit = units.get(requests.unitOf(request));
                if (unit != null) {
                    score(unit, score);
                }
            }
            case REPEATED -> repeated++;
            case EARLY -> {}
        }
    }

    private Unit unit(String name, Arm arm) {
        Unit known = units.get(name);
        if (known == null) {
            Unit unit = new Unit(arm);
            units.put(name, unit);
            split.arrived(arm);
            return unit;
        }
        if (known.arm() != arm && !known.crossed()) {
            crossed++;
            known.cross();
            for (Metric metric : Metric.values()) {
                if (known.has(metric)) {
                    moments(known.arm(), metric).remove(known.mean(metric));
                }
            }
        }
        return known;
    }

    private void score(Unit unit, double score) {
        reports++;
        if (!unit.crossed()) {
            observe(unit, Metric.SCORE, score);
        }
    }

    private void observe(Unit unit, Metric metric, double value) {
        Moments of = moments(unit.arm(), metric);
        if (unit.has(metric)) {
            double before = unit.mean(metric);
            unit.add(metric, value);
            of.replace(before, unit.mean(metric));
        } else {
            unit.add(metric, value);
            of.add(unit.mean(metric));
        }
    }

    private Moments moments(Arm arm, Metric metric) {
        return moments[arm.ordinal()][metric.ordinal()];
    }

    /** How the experiment stands at {@code now}; looking changes nothing, and may be done at any time. */
    public Assessment look(Instant now) {
        List<Comparison> found = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Comparison comparison = Comparison.of(
                    metric,
                    moments(Arm.CHAMPION, metric),
                    moments(Arm.CHALLENGER, metric),
                    metric == Metric.SCORE ? scores : guards);
            if (comparison.champions() > 0 && comparison.challengers() > 0) {
                found.add(comparison);
            }
        }
        return new Rules(plan, now).assess(found, counts(), split.broken(SPLIT_ALPHA), crossedTooMany());
    }

    private boolean crossedTooMany() {
        return crossed > Math.max(LEAST_UNITS, MOST_CROSSED * units.size());
    }

    private Counts counts() {
        return new Counts(units.size() - crossed, crossed, answered, reports, repeated, requests.unknown(), unscored);
    }
}
