package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a probe may be trusted, weakest first. */
public enum ProbeTier {
    /** Asked by one of our own reserved templates. */
    TEMPLATE,
    /** From the records themselves: probes or wordings held out of training. */
    FEED,
    /** From {@code probes.v1}, written by the role prober. */
    TRUSTED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether evidence of this tier satisfies a demand for {@code least}. */
    public boolean atLeast(ProbeTier least) {
        return compareTo(least) >= 0;
    }
}
