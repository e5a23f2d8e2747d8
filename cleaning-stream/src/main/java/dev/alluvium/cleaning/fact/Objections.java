package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.NewestRevision.Objection;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;

/** Objections in words. */
final class Objections {
    private static final String ERASED = "erased-through ";

    private Objections() {}

    static CandidateOutcome.Rejected rejected(Candidate candidate, Objection objection) {
        return new CandidateOutcome.Rejected(
                candidate, objection.reason(), detail(candidate, objection), objection.because());
    }

    /** For everything at or before the time through which the fact was erased. */
    static Objection erased(ReasonCode reason, Instant through) {
        return new Objection(reason, ERASED + through);
    }

    private static String detail(Candidate candidate, Objection objection) {
        String because = objection.because();
        if (because.startsWith(ERASED)) {
            return "occurredAt=" + candidate.clean().revision() + ": the fact is " + because
                    + (candidate.isDelete() ? " already" : "; only a newer time tells it anew");
        }
        return switch (objection.reason()) {
            case STALE ->
                "occurredAt=" + candidate.clean().revision() + ": older than what holds (" + because
                        + "); only a newer time supersedes";
            case DUPLICATE -> "content: equal to what holds (" + because + ")";
            case CONTRADICTION ->
                "output: answers a question otherwise than " + because
                        + " of the same fact and time; give the right one a newer occurredAt";
            case DUPLICATE_ACROSS_FACTS -> "content: equal to " + because + " of another fact, which is live";
            case REFUSED_CONTENT -> "content: repeats what was refused in round " + because;
            default -> objection.reason().code() + ": " + because;
        };
    }
}
