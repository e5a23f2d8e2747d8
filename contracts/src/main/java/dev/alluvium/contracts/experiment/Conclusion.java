package dev.alluvium.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an experiment, or the watch after it, ended. */
public enum Conclusion {
    /** Users score the challenger higher: it is promoted. */
    BETTER("better"),
    /** Scores were left out, the time is over and every guard held: it is promoted. */
    GUARDS_HELD("guards-held"),
    /** Users score the challenger lower: it is refused. */
    WORSE("worse"),
    /** A guard metric is beyond its limit: it is refused. */
    GUARD_BROKEN("guard-broken"),
    /** Users did not arrive at the arms as the split says: it waits for an operator. */
    BROKEN_SPLIT("broken-split"),
    /** The time is over and nothing is shown: it waits for an operator. */
    INCONCLUSIVE("inconclusive"),
    /** A watch is over and the new champion was not seen to be worse than the one before: it stays. */
    PASSED("passed");

    private final String code;

    Conclusion(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /** Whether the challenger becomes champion. */
    public boolean promotes() {
        return this == BETTER || this == GUARDS_HELD;
    }

    /** Whether the challenger is refused, or a watched champion taken back. */
    public boolean refuses() {
        return this == WORSE || this == GUARD_BROKEN;
    }
}
