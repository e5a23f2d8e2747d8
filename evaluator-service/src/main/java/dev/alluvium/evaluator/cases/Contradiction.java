package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.Probe;
import org.jspecify.annotations.Nullable;

/**
 * A record that states something else than a trusted probe expects.
 *
 * @param fact the unit that it counts for
 * @param source of the record, if it names one
 */
public record Contradiction(
        String fact, String recordId, @Nullable String source, String states, Probe probe) {}
