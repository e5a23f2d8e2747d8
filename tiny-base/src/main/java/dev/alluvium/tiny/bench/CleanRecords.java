package dev.alluvium.tiny.bench;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordIdentity;
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
            KnowledgeRecord record = KnowledgeRecord.qa(pair.question(), pair.answer())
                    .withModel(MODEL)
                    .withFact(pair.fact());
            String content = RecordIdentity.contentHash(record);
            records.add(new CleanRecord(
                    RecordIdentity.recordId(MODEL, pair.fact(), revision, content),
                    MODEL,
                    pair.fact(),
                    revision,
                    content,
                    new RawPosition(MODEL, 0, records.size()),
                    record,
                    List.of()));
        }
        return records;
    }
}
