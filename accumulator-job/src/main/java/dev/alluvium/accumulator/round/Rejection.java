package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clean record that ends as rejected. It waits in state until it is certain, so that it is always told in the same
 * words, however often a crash makes it be told.
 */
public record Rejection(Entry entry, ReasonCode reason, String because, Instant at) {
    /** The stage that is named in rejected records. */
    public static final String STAGE = "accumulator/cut";

    /** The rejected record, with its redacted copy if the segment still has it. */
    public RejectedRecord toRejectedRecord(String model, @Nullable KnowledgeRecord copy) {
        return new RejectedRecord(
                STAGE, reason, detail(), entry.recordId(), model, entry.fact(), entry.position(), because, copy, at);
    }

    private String detail() {
        return switch (reason) {
            case ALREADY_LIVE -> "the very record is in a live round already; nothing to do";
            case NEAR_DUPLICATE ->
                "says what record " + because + " of another fact, which is live, says in nearly the same words; "
                        + "send it under that fact, or state what differs: a number, a code or a name";
            default ->
                "equal in content to record " + because
                        + " of another fact, which is live; state what differs, or send it under that fact";
        };
    }
}
