package dev.alluvium.bench.world;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a gate decided on a round. */
public enum RoundVerdict {
    @JsonProperty("promoted")
    PROMOTED,
    @JsonProperty("refused")
    REFUSED,
    /** It waits for an operator, or is tried again. */
    @JsonProperty("held")
    HELD
}
