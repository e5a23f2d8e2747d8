package dev.alluvium.evaluator.live;

/** A metric that is compared between the arms; it is averaged over a unit's requests first. */
public enum ExperimentMetric {
    /** What applications reported, in [0, 1]; more is better. */
    SCORE("score"),
    /** Share of requests that failed. */
    FAILURES("failures"),
    /** Share of answers that refused to answer. */
    REFUSALS("refusals"),
    /** Natural logarithm of the milliseconds that an answer took: differences are ratios. */
    LATENCY("latency"),
    /** Natural logarithm of one more than an answer's tokens. */
    LENGTH("length"),
    /** In a shadow experiment: share of answers that are the champion's, word for word. */
    AGREEMENT("agreement");

    private final String code;

    ExperimentMetric(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
