package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline.Sample;
import dev.alluvium.evaluator.live.Assessment.Counts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came in of the requests of an experiment, by arm and metric.
 *
 * <p>The unit is who was assigned, not the request: a unit's requests are averaged before units are, so that one busy user is one
 * user. Not thread-safe. Memory: what {@link OpenRequests} holds, and some 200 bytes a unit.
 */
final class Observations {
    private final Consumer<Arm> arrivals;
    private final Map<String, Unit> units = new HashMap<>();
    private final OpenRequests requests = new OpenRequests();
    private final Moments[][] moments = new Moments[Arm.values().length][Metric.values().length];
    private long crossed;
    private long answered;
    private long reports;
    private long repeated;
    private long unscored;

    /** @param arrivals is told the arm of each unit that was not seen before */
    Observations(Consumer<Arm> arrivals) {
        this.arrivals = arrivals;
        for (Moments[] arm : moments) {
            Arrays.setAll(arm, metric -> new Moments());
        }
    }

    void served(Served request) {
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

    void reported(String request, @Nullable Double score) {
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
            arrivals.accept(arm);
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

    Sample sample(Arm arm, Metric metric) {
        return moments(arm, metric).sample();
    }

    /** Whether more than {@code share} of the units, and more than {@code least} of them, were seen in both arms. */
    boolean crossed(double share, int least) {
        return crossed > Math.max(least, share * units.size());
    }

    Counts counts() {
        return new Counts(units.size() - crossed, crossed, answered, reports, repeated, requests.unknown(), unscored);
    }
}
