package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.near.RecordFingerprint;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.knowledge.text.TextDifference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clean record that ends as rejected. It waits in state until it is certain, so that it is always told in the same
 * words, however often a crash makes it be told.
 */
public record Rejection(RecordEntry entry, ReasonCode reason, String because, Instant at) {
    /** The stage that is named in rejected records. */
    public static final String STAGE = "accumulator/cut";

    /**
     * The rejected record, with its redacted copy if the segment still has it.
     *
     * @param repeated the record that a near-duplicate repeats, if its segment is still there
     */
    public RejectedRecord toRejectedRecord(
            String model, @Nullable KnowledgeRecord copy, @Nullable KnowledgeRecord repeated) {
        return new RejectedRecord(
                STAGE,
                reason,
                detail(model, difference(copy, repeated)),
                entry.recordId(),
                model,
                entry.fact(),
                entry.position(),
                because,
                copy,
                at);
    }

    private static String difference(@Nullable KnowledgeRecord copy, @Nullable KnowledgeRecord repeated) {
        return copy == null || repeated == null
                ? ""
                : " of fact " + repeated.fact() + " and differs in "
                        + TextDifference.words(RecordFingerprint.fields(repeated), RecordFingerprint.fields(copy))
                        + " alone";
    }

    private String detail(String model, String difference) {
        return switch (reason) {
            case ALREADY_LIVE -> "the very record is in a live round already; nothing to do";
            case NEAR_DUPLICATE ->
                "repeats the live record " + because + difference + "; to teach it beside that one: alluvium requeue "
                        + model + " --record " + entry.recordId();
            default ->
                "equal in content to record " + because
                        + " of another fact, which is live; state what differs, or send it under that fact";
        };
    }
}
