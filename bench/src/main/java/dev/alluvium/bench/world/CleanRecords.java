package dev.alluvium.bench.world;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.tiny.world.Document;
import dev.alluvium.tiny.world.QaPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A world's questions and answers as the records that cleaning would make of them. */
public final class CleanRecords {
    /** The model that the experiment trains. */
    public static final String MODEL = "bench";

    private CleanRecords() {}

    /** Records of one revision, in order. */
    public static List<CleanRecord> of(List<QaPair> pairs, Instant revision) {
        List<CleanRecord> records = new ArrayList<>();
        for (QaPair pair : pairs) {
            KnowledgeRecord record = KnowledgeRecord.qa(pair.question(), pair.answer());
            records.add(clean(record, pair.fact(), revision, records.size()));
        }
        return records;
    }

    /** Documents of one revision, in order. */
    public static List<CleanRecord> documents(List<Document> documents, Instant revision) {
        List<CleanRecord> records = new ArrayList<>();
        for (Document document : documents) {
            KnowledgeRecord record = KnowledgeRecord.document(document.title(), document.text());
            records.add(clean(record, document.entity(), revision, records.size()));
        }
        return records;
    }

    private static CleanRecord clean(KnowledgeRecord said, String fact, Instant revision, int position) {
        KnowledgeRecord record = said.withModel(MODEL).withFact(fact);
        String content = RecordIdentity.contentHash(record);
        return new CleanRecord(
                RecordIdentity.recordId(MODEL, fact, revision, content),
                MODEL,
                fact,
                revision,
                content,
                new RawPosition(MODEL, 0, position),
                record,
                List.of());
    }
}
