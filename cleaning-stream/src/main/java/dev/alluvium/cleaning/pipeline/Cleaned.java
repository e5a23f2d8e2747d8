package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.personal.PersonalType;
import dev.alluvium.contracts.record.RejectedRecord;
import java.util.Map;

/** The result of the filters for a received record, before the state of its fact is asked. */
public sealed interface Cleaned {
    /**
     * It passed every filter: its fact's state decides now.
     *
     * @param redacted how many different values of each type were replaced
     */
    record Passed(Candidate candidate, Map<PersonalType, Integer> redacted) implements Cleaned {
        public Passed {
            redacted = Map.copyOf(redacted);
        }
    }

    /**
     * A filter dropped it.
     *
     * @param redacted how many different values of each type were replaced
     */
    record Rejected(RejectedRecord rejected, Map<PersonalType, Integer> redacted) implements Cleaned {
        public Rejected {
            redacted = Map.copyOf(redacted);
        }
    }

    /**
     * It is no record at all, or one that could not be cleaned; its bytes are kept as they are.
     *
     * @param problem what is wrong with the bytes; says nothing of what they hold
     */
    record DeadLetter(RawRecord raw, Cause cause, String problem) implements Cleaned {
        /** Of bytes that are no record. */
        public DeadLetter(RawRecord raw, String problem) {
            this(raw, Cause.UNDECODABLE, problem);
        }
    }

    /** Why a record is a dead letter. */
    enum Cause {
        /** Its bytes are no record. */
        UNDECODABLE,
        /** It made cleaning fail. */
        FAULT,
        /** It would have taken too long. */
        TOO_MUCH_WORK
    }
}
