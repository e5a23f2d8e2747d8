package dev.alluvium.accumulator.near;

import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.ContentFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fingerprint of everything that a model would learn from a record; near-duplicates are found by it. */
public final class RecordFingerprint {
    private RecordFingerprint() {}

    /** Of a record; empty for one that is to be kept whatever it is near to, and for one that says nothing. */
    public static Optional<Fingerprint> of(KnowledgeRecord record) {
        return record.distinct() ? Optional.empty() : ContentFingerprint.of(fields(record));
    }

    /** The text of a record: every field of the content on a line of its own. */
    public static String text(KnowledgeRecord record) {
        StringBuilder text = new StringBuilder();
        written(record).forEach(field -> text.append(field).append('\n'));
        if (record.messages() != null) {
            record.messages().forEach(message -> text.append(message.content()).append('\n'));
        }
        return text.toString();
    }

    /** What is compared: the fields of the content in order, and of a conversation who says what. */
    public static List<String> fields(KnowledgeRecord record) {
        List<String> fields = written(record);
        if (record.messages() != null) {
            record.messages().forEach(message -> {
                add(fields, message.role() + (Boolean.TRUE.equals(message.masked()) ? " masked" : ""));
                add(fields, message.content());
            });
        }
        return fields;
    }

    private static List<String> written(KnowledgeRecord record) {
        List<String> fields = new ArrayList<>();
        add(fields, record.instruction());
        add(fields, record.input());
        add(fields, record.output());
        add(fields, record.title());
        add(fields, record.text());
        record.allWordings().forEach(wording -> {
            add(fields, wording.instruction());
            add(fields, wording.output());
        });
        return fields;
    }

    private static void add(List<String> fields, @Nullable String field) {
        if (field != null && !field.isEmpty()) {
            fields.add(field);
        }
    }
}
