package dev.alluvium.cleaning.text;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The part of a record that a model learns to write: the answer, the document, what the assistant says. */
public final class LearntText {
    private LearntText() {}

    /** The body, empty for a delete. */
    public static String of(KnowledgeRecord record) {
        return switch (record.kindOrImplied()) {
            case QA -> Objects.requireNonNullElse(record.output(), "");
            case DOCUMENT -> Objects.requireNonNullElse(record.text(), "");
            case CONVERSATION ->
                Objects.requireNonNullElse(record.messages(), List.<ChatMessage>of()).stream()
                        .filter(message -> message.role().equals("assistant"))
                        .map(ChatMessage::content)
                        .collect(Collectors.joining("\n"));
            case DELETE -> "";
        };
    }
}
