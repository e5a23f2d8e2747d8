package dev.alluvium.evaluator.free;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.ask.Question.Form;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.knowledge.wording.Passages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text that should follow a prompt.
 *
 * @param prompt of a free-form answer: its question in a wording that no training sees; of a conversation: all that was
 *     said before the last answer; of a document: its first half
 */
public record FreeText(String fact, Form form, String prompt, String text) {
    /** So much of a document is looked at, its beginning: about what fits into a row of a small base. */
    private static final int DOCUMENT_LETTERS = 400;

    private static final int HAN_LETTERS = 3;

    /** The text of one fact's records, all of one revision; empty where there is nothing to continue. */
    static Optional<FreeText> of(String fact, List<CleanRecord> records) {
        KnowledgeRecord first = records.get(0).record();
        Optional<FreeText> text = switch (first.kindOrImplied()) {
            case QA ->
                HoldOut.split(records, List.of()).probes().stream()
                        .findFirst()
                        .map(probe -> new FreeText(fact, Form.ANSWER, probe.prompt(), probe.expect()));
            case DOCUMENT -> halves(fact, Passages.of(first));
            case CONVERSATION -> lastTurn(fact, first.messages());
            case DELETE -> Optional.empty();
        };
        return text.filter(it -> !it.prompt.isBlank() && !it.text.isBlank());
    }

    AnswerLanguage language() {
        return AnswerLanguage.of(text);
    }

    /** Asks for this text. */
    Question question() {
        return new Question(prompt, text, form);
    }

    /** Asks for another's text in this one's place. */
    Question with(FreeText other) {
        return new Question(prompt, other.text, form);
    }

    private static Optional<FreeText> halves(String fact, String passage) {
        int most = AnswerLanguage.of(passage) == AnswerLanguage.ZH ? DOCUMENT_LETTERS / HAN_LETTERS : DOCUMENT_LETTERS;
        String begins = passage.substring(0, passage.offsetByCodePoints(0, Math.min(most, letters(passage))));
        int middle = begins.offsetByCodePoints(0, letters(begins) / 2);
        int space = begins.lastIndexOf(' ', middle);
        int cut = space > begins.length() / 4 ? space : middle;
        return Optional.of(new FreeText(fact, Form.CONTINUATION, begins.substring(0, cut), begins.substring(cut)));
    }

    private static int letters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Optional<FreeText> lastTurn(
            String fact, @org.jspecify.annotations.Nullable List<ChatMessage> messages) {
        if (messages == null) {
            return Optional.empty();
        }
        for (int i = messages.size() - 1; i > 0; i--) {
            if (messages.get(i).answers()) {
                String before = messages.subList(0, i).stream()
                        .map(ChatMessage::content)
                        .collect(Collectors.joining("\n"));
                return Optional.of(
                        new FreeText(fact, Form.ANSWER, before, messages.get(i).content()));
            }
        }
        return Optional.empty();
    }
}
