package dev.alluvium.knowledge.decode;

import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;

/** The result of decoding received bytes. */
public sealed interface Decoded {
    /**
     * A JSON object.
     *
     * @param record as much of it as could be understood
     * @param problems why it is not a valid record; empty if it is
     */
    record Parsed(KnowledgeRecord record, List<RecordProblem> problems) implements Decoded {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Not a JSON object of a size that can be handled.
     *
     * @param column where reading stopped, from 1, if the bytes are one line; else 0
     */
    record Undecodable(String problem, int column) implements Decoded {
        public Undecodable(String problem) {
            this(problem, 0);
        }
    }
}
