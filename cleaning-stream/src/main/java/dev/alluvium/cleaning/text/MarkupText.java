package dev.alluvium.cleaning.text;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.contracts.record.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes mark-up out of the texts of a record. An answer whose question is about mark-up is code, and so is one that is a whole page,
 * a form or a script; a document whose title is about mark-up may show any. A question alone says what it is, so that a record and
 * the delete that names it by the question are read alike.
 */
public final class MarkupText {
    private static final List<String> BEGINNINGS = List.of(
            "<!doctype",
            "<html",
            "<?xml",
            "<svg",
            "<form",
            "<input",
            "<button",
            "<style",
            "<script",
            "<nav",
            "<header",
            "<video",
            "<audio",
            "<iframe",
            "<canvas",
            "<meta",
            "<link",
            "<select",
            "<textarea",
            "<template");

    private MarkupText() {}

    /** The record without mark-up, where it is no code. */
    public static KnowledgeRecord strip(KnowledgeRecord record) {
        if (record.kindOrImplied() == RecordKind.CONVERSATION) {
            return conversation(record);
        }
        String question = Objects.requireNonNullElse(record.instruction(), "");
        String title = Objects.requireNonNullElse(record.title(), "");
        boolean hasTags = RecordText.strings(record).anyMatch(text -> text.indexOf('<') >= 0 || text.indexOf('&') >= 0);
        if (!hasTags) {
            return record;
        }
        boolean shown = isAbout(question) || isAbout(Objects.requireNonNullElse(record.input(), "")) || isAbout(title);
        return record.toBuilder()
                .instruction(strip(record.instruction(), isAbout(question)))
                .input(strip(record.input(), shown))
                .output(answer(record.output(), shown))
                .wordings(wordings(record.wordings(), shown))
                .title(strip(record.title(), isAbout(title)))
                .text(strip(record.text(), shown))
                .build();
    }

    private static KnowledgeRecord conversation(KnowledgeRecord record) {
        List<ChatMessage> messages = Objects.requireNonNullElse(record.messages(), List.of());
        boolean shown = messages.stream().anyMatch(each -> !each.role().equals("assistant") && isAbout(each.content()));
        return shown ? record : RecordText.mapContent(record, text -> Objects.requireNonNull(answer(text, false)));
    }

    private static @Nullable List<Wording> wordings(@Nullable List<Wording> wordings, boolean shown) {
        return wordings == null || shown
                ? wordings
                : wordings.stream()
                        .map(each -> isAbout(each.instruction())
                                ? each
                                : new Wording(
                                        HtmlText.strip(each.instruction()),
                                        Objects.requireNonNull(answer(each.output(), false))))
                        .toList();
    }

    private static boolean isAbout(String question) {
        return !question.isEmpty() && AskedMarkup.in(question);
    }

    private static @Nullable String answer(@Nullable String text, boolean shown) {
        return strip(text, shown || (text != null && isProgram(text)));
    }

    private static boolean isProgram(String text) {
        String plain = text.stripLeading();
        String begin = plain.substring(0, Math.min(plain.length(), 9)).toLowerCase(Locale.ROOT);
        return BEGINNINGS.stream().anyMatch(begin::startsWith);
    }

    private static @Nullable String strip(@Nullable String text, boolean shown) {
        return text == null || shown ? text : HtmlText.strip(text);
    }
}
