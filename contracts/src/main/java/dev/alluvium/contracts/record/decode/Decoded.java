package dev.alluvium.contracts.record.decode;

import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;

/** What received bytes turned out to be. */
public sealed interface Decoded {
    /**
     * A JSON object.
     *
     * @param record as much of it as could be understood
     * @param problems why it is not a valid record; empty if it is
     */
    record Parsed(KnowledgeRecord record, List<Problem> problems) implements Decoded {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /** Not a JSON object of a size that can be handled. */
    record Undecodable(String problem) implements Decoded {}
}
