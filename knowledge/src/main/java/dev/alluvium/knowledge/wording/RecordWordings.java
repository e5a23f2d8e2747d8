package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The questions and answers that records state. */
public final class RecordWordings {
    private RecordWordings() {}

    /** The wordings of a question-answer record, its own first; of any other kind none. */
    public static List<Wording> of(KnowledgeRecord record) {
        if (record.kindOrImplied() != RecordKind.QA) {
            return List.of();
        }
        Wording own = new Wording(question(record), text(record.output()));
        return Stream.concat(Stream.of(own), record.allWordings().stream())
                .filter(wording ->
                        !wording.instruction().isBlank() && !wording.output().isBlank())
                .toList();
    }

    /** The wordings of several records, the first of each question. */
    public static List<Wording> distinct(Collection<KnowledgeRecord> records) {
        Map<String, Wording> byQuestion = new LinkedHashMap<>();
        for (KnowledgeRecord record : records) {
            of(record).forEach(wording -> byQuestion.putIfAbsent(key(wording), wording));
        }
        return List.copyOf(byQuestion.values());
    }

    /** What a record asks: its instruction, and its input on a line of its own. */
    public static String question(KnowledgeRecord record) {
        String input = text(record.input());
        return input.isEmpty() ? text(record.instruction()) : text(record.instruction()) + "\n" + input;
    }

    static String key(Wording wording) {
        return RecordIdentity.question(wording.instruction());
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
