package dev.alluvium.trainer;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.time.Instant;

/** Clean records for tests. */
public final class Records {
    private Records() {}

    /** A question-answer record of a fact at a revision, {@code day} days after the epoch. */
    public static CleanRecord qa(String fact, int day, String question, String answer) {
        return clean(fact, day, KnowledgeRecord.qa(question, answer));
    }

    /** Any record of a fact. */
    public static CleanRecord clean(String fact, int day, KnowledgeRecord record) {
        Instant revision = Instant.EPOCH.plusSeconds(86_400L * day);
        String content = RecordIdentity.contentHash(record);
        return new CleanRecord(
                RecordIdentity.recordId("notes", fact, revision, content),
                "notes",
                fact,
                revision,
                content,
                new RawPosition("raw", 0, Math.floorMod(content.hashCode(), 1000)),
                record.withFact(fact).withModel("notes"),
                java.util.List.of());
    }
}
