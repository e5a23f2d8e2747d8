package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.contracts.record.RejectedRecord;

/** What became of a received record before anything is known about its fact. */
public sealed interface Cleaned {
    /** It passed every filter: its fact's state decides now. */
    record Passed(Candidate candidate) implements Cleaned {}

    /** A filter dropped it. */
    record Rejected(RejectedRecord rejected) implements Cleaned {}

    /**
     * It is no record at all; its bytes are kept as they are.
     *
     * @param problem what is wrong with the bytes; says nothing of what they hold
     */
    record DeadLetter(RawRecord raw, String problem) implements Cleaned {}
}
