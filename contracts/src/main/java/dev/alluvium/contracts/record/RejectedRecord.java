package dev.alluvium.contracts.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The decision not to use a record: not an error, and never silent.
 *
 * @param stage the stage that decided, such as {@code cleaning/length}
 * @param detail one sentence: place, value (redacted), rule, remedy
 * @param recordId absent if the record was rejected before it had one
 * @param because recordId or round that it lost against
 * @param record the redacted copy
 */
public record RejectedRecord(
        String stage,
        ReasonCode reason,
        String detail,
        @Nullable String recordId,
        String model,
        @Nullable String fact,
        RawPosition position,
        @Nullable String because,
        @Nullable KnowledgeRecord record,
        Instant at) {}
