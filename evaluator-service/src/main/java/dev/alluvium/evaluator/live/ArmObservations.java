package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline.Sample;
import dev.alluvium.evaluator.live.Assessment.Counts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The observations of an experiment, by arm and metric.
 *
 * <p>The unit is who was assigned, not the request: a unit's requests are averaged before units are, so that one busy user is one
 * user. Not thread-safe. Memory: what {@link OpenRequests} holds, and some 200 bytes a unit.
 */
final class ArmObservations {
    private final Consumer<Arm> arrivals;
    private final Map<String, AssignmentUnit> units = new HashMap<>();
    private final OpenRequests requests = new OpenRequests();
    private final Moments[][] moments = new Moments[Arm.values().length][ExperimentMetric.values().length];
    private long crossed;
    private long answered;
    private long reports;
    private long repeated;
    private long unscored;

    /** @param arrivals is told the arm of each unit that was not seen before */
    ArmObservations(Consumer<Arm> arrivals) {
        this.arrivals = arrivals;
        for (Moments[] arm : moments) {
            Arrays.setAll(arm, metric -> new Moments());
        }
    }

    void served(ServedRequest request) {
        if (!requests.open(request.request(), request.unit())) {
            return;
        }
        answered++;
        AssignmentUnit unit = unit(request.unit(), request.arm());
        Double early = requests.takeEarly(request.request());
        if (early != null) {
            score(unit, early);
        }
        if (unit.crossed()) {
            return;
        }
        observe(unit, ExperimentMetric.FAILURES, request.failed() ? 1 : 0);
        if (!request.failed()) {
            observe(unit, ExperimentMetric.REFUSALS, request.refused() ? 1 : 0);
            observe(unit, ExperimentMetric.LATENCY, Math.log(Math.max(1e-3, request.latencyMillis())));
            observe(unit, ExperimentMetric.LENGTH, Math.log1p(Math.max(0, request.tokens())));
            Double agreement = request.agreement();
            if (agreement != null) {
                observe(unit, ExperimentMetric.AGREEMENT, agreement);
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
                AssignmentUnit unit = units.get(requests.unitOf(request));
                if (unit != null) {
                    score(unit, score);
                }
            }
            case REPEATED -> repeated++;
            case EARLY -> {}
        }
    }

    private AssignmentUnit unit(String name, Arm arm) {
        AssignmentUnit known = units.get(name);
        if (known == null) {
            AssignmentUnit unit = new AssignmentUnit(arm);
            units.put(name, unit);
            arrivals.accept(arm);
            return unit;
        }
        if (known.arm() != arm && !known.crossed()) {
            crossed++;
            known.cross();
            for (ExperimentMetric metric : ExperimentMetric.values()) {
                if (known.has(metric)) {
                    moments(known.arm(), metric).remove(known.mean(metric));
                }
            }
        }
        return known;
    }

    private void score(AssignmentUnit unit, double score) {
        reports++;
        if (!unit.crossed()) {
            observe(unit, ExperimentMetric.SCORE, score);
        }
    }

    private void observe(AssignmentUnit unit, ExperimentMetric metric, double value) {
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

    private Moments moments(Arm arm, ExperimentMetric metric) {
        return moments[arm.ordinal()][metric.ordinal()];
    }

    Sample sample(Arm arm, ExperimentMetric metric) {
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
