package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.RecordIdentity;

/**
 * The two parts of a base's {@code general.jsonl}, by the hash of each record's content, or by what a base's own answer says
 * of itself: no record is in both.
 */
public enum GeneralPart {
    /** Replayed in training. */
    REPLAY,
    /** Asked in evaluation only: other wordings of what is replayed. */
    SUITE;

    private static final int SUITE_ONE_IN = 4;

    /** Where a record belongs. */
    public static GeneralPart of(KnowledgeRecord record) {
        String named = record.allAttributes().get(GeneralAnswer.PART);
        for (GeneralPart part : values()) {
            if (part.name().equalsIgnoreCase(named)) {
                return part;
            }
        }
        String hash = Digest.id("general", RecordIdentity.contentHash(record));
        return Integer.parseInt(hash.substring(0, 4), 16) % SUITE_ONE_IN == 0 ? SUITE : REPLAY;
    }
}
