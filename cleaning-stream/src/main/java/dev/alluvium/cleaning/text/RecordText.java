package dev.alluvium.cleaning.text;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies a function to the strings of a record. */
public final class RecordText {
    private RecordText() {}

    /** Changes what a model learns: questions, answers, titles, texts, messages. */
    public static KnowledgeRecord mapContent(KnowledgeRecord r, UnaryOperator<String> change) {
        return r.toBuilder()
                .instruction(map(r.instruction(), change))
                .input(map(r.input(), change))
                .output(map(r.output(), change))
                .wordings(wordings(r.wordings(), change))
                .title(map(r.title(), change))
                .text(map(r.text(), change))
                .messages(messages(r.messages(), change))
                .build();
    }

    /** Every string of the record, attributes and their names included. */
    public static Stream<String> strings(KnowledgeRecord record) {
        List<String> strings = new ArrayList<>();
        UnaryOperator<String> collect = text -> {
            strings.add(text);
            return text;
        };
        mapContent(record, collect);
        mapNames(record, collect);
        return strings.stream();
    }

    /** Changes what describes the record: names, source, language, and attributes with their names. */
    public static KnowledgeRecord mapNames(KnowledgeRecord r, UnaryOperator<String> change) {
        return r.toBuilder()
                .fact(map(r.fact(), change))
                .model(map(r.model(), change))
                .language(map(r.language(), change))
                .source(map(r.source(), change))
                .attributes(attributes(r.attributes(), change))
                .build();
    }

    private static @Nullable String map(@Nullable String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    private static @Nullable List<Wording> wordings(@Nullable List<Wording> wordings, UnaryOperator<String> change) {
        return wordings == null
                ? null
                : wordings.stream()
                        .map(each -> new Wording(change.apply(each.instruction()), change.apply(each.output())))
                        .toList();
    }

    private static @Nullable List<ChatMessage> messages(
            @Nullable List<ChatMessage> messages, UnaryOperator<String> change) {
        return messages == null
                ? null
                : messages.stream()
                        .map(each -> each.withContent(change.apply(each.content())))
                        .toList();
    }

    private static @Nullable Map<String, String> attributes(
            @Nullable Map<String, String> attributes, UnaryOperator<String> change) {
        if (attributes == null) {
            return null;
        }
        Map<String, String> changed = new LinkedHashMap<>();
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> changed.put(change.apply(each.getKey()), change.apply(each.getValue())));
        return changed;
    }
}
