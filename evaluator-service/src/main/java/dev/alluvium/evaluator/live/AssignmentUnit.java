package dev.alluvium.evaluator.live;

/** What one unit of assignment (a user, a session or a request) has contributed: sums and counts, however many requests it made. */
final class AssignmentUnit {
    private static final ExperimentMetric[] METRICS = ExperimentMetric.values();

    private final Arm arm;
    private final double[] sums = new double[METRICS.length];
    private final int[] counts = new int[METRICS.length];
    private boolean crossed;

    AssignmentUnit(Arm arm) {
        this.arm = arm;
    }

    Arm arm() {
        return arm;
    }

    /** Whether it was seen in both arms, and counts in none. */
    boolean crossed() {
        return crossed;
    }

    void cross() {
        crossed = true;
    }

    boolean has(ExperimentMetric metric) {
        return counts[metric.ordinal()] > 0;
    }

    double mean(ExperimentMetric metric) {
        return sums[metric.ordinal()] / counts[metric.ordinal()];
    }

    void add(ExperimentMetric metric, double value) {
        sums[metric.ordinal()] += value;
        counts[metric.ordinal()]++;
    }
}
