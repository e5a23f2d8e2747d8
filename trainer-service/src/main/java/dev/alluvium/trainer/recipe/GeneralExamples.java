package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.model.text.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records of general text, each encoded when it is first drawn: a run sees only a part of a large corpus. */
final class GeneralExamples {
    private final List<KnowledgeRecord> records;
    private final Encoder encoder;
    private final Map<Integer, List<Example>> encoded = new HashMap<>();

    GeneralExamples(List<KnowledgeRecord> records, Encoder encoder) {
        this.records = records;
        this.encoder = encoder;
    }

    int size() {
        return records.size();
    }

    /** The examples of one record. */
    List<Example> get(int index) {
        return encoded.computeIfAbsent(
                index, i -> encoder.encode(Lesson.texts(records.get(i))).examples());
    }
}
