package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.ReasonCode;

/** The result of a filter for a record. */
public sealed interface FilterResult {
    /** It goes on, changed or not. */
    record Keep(FilteredRecord filtered) implements FilterResult {}

    /**
     * It is not used.
     *
     * @param detail one sentence: place, value, rule, remedy
     */
    record Drop(ReasonCode reason, String detail) implements FilterResult {}
}
