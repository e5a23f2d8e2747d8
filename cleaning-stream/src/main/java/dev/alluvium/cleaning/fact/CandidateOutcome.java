package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import java.time.Instant;

/** The outcome of a candidate. */
public sealed interface CandidateOutcome {
    /** It goes on, undecided until its round is. */
    record Clean(Candidate candidate) implements CandidateOutcome {}

    /**
     * It is not used.
     *
     * @param because recordId or round that it lost against
     */
    record Rejected(Candidate candidate, ReasonCode reason, String detail, String because) implements CandidateOutcome {
        /** As it is written to records.rejected. */
        public RejectedRecord record(Instant at) {
            CleanRecord clean = candidate.clean();
            return new RejectedRecord(
                    "cleaning/fact",
                    reason,
                    detail,
                    clean.recordId(),
                    clean.model(),
                    clean.fact(),
                    clean.position(),
                    because,
                    clean.record(),
                    at);
        }
    }

    /** It waits for the verdict on the undecided record {@code because}. */
    record Held(Candidate candidate, ReasonCode reason, String because) implements CandidateOutcome {}

    /**
     * The fact is erased.
     *
     * @param asked whether a pushed record asked for it, whose one outcome this is
     */
    record Erased(Erasure erasure, boolean asked) implements CandidateOutcome {}
}
