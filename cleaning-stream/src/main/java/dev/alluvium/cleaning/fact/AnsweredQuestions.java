package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hashes of the questions that a record answers, each with the hash of its answer. A document answers none. */
final class AnsweredQuestions {
    private static final int HASH = 16;

    private AnsweredQuestions() {}

    static Map<String, String> of(KnowledgeRecord record) {
        Map<String, String> answers = new TreeMap<>();
        switch (record.kindOrImplied()) {
            case QA -> put(answers, question(record.instruction(), record.input()), record.output());
            case CONVERSATION -> conversation(answers, record);
            case DOCUMENT, DELETE -> {}
        }
        record.allWordings().forEach(each -> put(answers, question(each.instruction(), null), each.output()));
        return answers;
    }

    private static void conversation(Map<String, String> answers, KnowledgeRecord record) {
        if (record.messages() != null) {
            record.messages().stream()
                    .filter(ChatMessage::answers)
                    .map(ChatMessage::content)
                    .findFirst()
                    .ifPresent(answer -> put(answers, RecordIdentity.impliedFact(record), answer));
        }
    }

    private static String question(@Nullable String instruction, @Nullable String input) {
        return Digest.id(RecordIdentity.question(instruction), RecordIdentity.question(input));
    }

    private static void put(Map<String, String> answers, String question, @Nullable String answer) {
        answers.putIfAbsent(cut(Digest.id(question)), cut(Digest.id(RecordIdentity.question(answer))));
    }

    private static String cut(String hash) {
        return hash.substring(0, HASH);
    }
}
