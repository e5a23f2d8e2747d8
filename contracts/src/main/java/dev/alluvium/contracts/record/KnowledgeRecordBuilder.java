package dev.alluvium.contracts.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a record, field by field. What is not set stays as it was, or absent. */
public final class KnowledgeRecordBuilder {
    private @Nullable String fact;
    private @Nullable String model;
    private @Nullable RecordKind kind;
    private @Nullable String instruction;
    private @Nullable String input;
    private @Nullable String output;
    private @Nullable List<Wording> wordings;
    private @Nullable String title;
    private @Nullable String text;
    private @Nullable List<ChatMessage> messages;
    private @Nullable Instant occurredAt;
    private @Nullable String language;
    private @Nullable String source;
    private @Nullable Map<String, String> attributes;

    KnowledgeRecordBuilder() {}

    KnowledgeRecordBuilder(KnowledgeRecord record) {
        this.fact = record.fact();
        this.model = record.model();
        this.kind = record.kind();
        this.instruction = record.instruction();
        this.input = record.input();
        this.output = record.output();
        this.wordings = record.wordings();
        this.title = record.title();
        this.text = record.text();
        this.messages = record.messages();
        this.occurredAt = record.occurredAt();
        this.language = record.language();
        this.source = record.source();
        this.attributes = record.attributes();
    }

    public KnowledgeRecordBuilder fact(@Nullable String value) {
        this.fact = value;
        return this;
    }

    public KnowledgeRecordBuilder model(@Nullable String value) {
        this.model = value;
        return this;
    }

    public KnowledgeRecordBuilder kind(@Nullable RecordKind value) {
        this.kind = value;
        return this;
    }

    public KnowledgeRecordBuilder instruction(@Nullable String value) {
        this.instruction = value;
        return this;
    }

    public KnowledgeRecordBuilder input(@Nullable String value) {
        this.input = value;
        return this;
    }

    public KnowledgeRecordBuilder output(@Nullable String value) {
        this.output = value;
        return this;
    }

    public KnowledgeRecordBuilder wordings(@Nullable List<Wording> value) {
        this.wordings = value;
        return this;
    }

    public KnowledgeRecordBuilder title(@Nullable String value) {
        this.title = value;
        return this;
    }

    public KnowledgeRecordBuilder text(@Nullable String value) {
        this.text = value;
        return this;
    }

    public KnowledgeRecordBuilder messages(@Nullable List<ChatMessage> value) {
        this.messages = value;
        return this;
    }

    public KnowledgeRecordBuilder occurredAt(@Nullable Instant value) {
        this.occurredAt = value;
        return this;
    }

    public KnowledgeRecordBuilder language(@Nullable String value) {
        this.language = value;
        return this;
    }

    public KnowledgeRecordBuilder source(@Nullable String value) {
        this.source = value;
        return this;
    }

    public KnowledgeRecordBuilder attributes(@Nullable Map<String, String> value) {
        this.attributes = value;
        return this;
    }

    /** The record. */
    public KnowledgeRecord build() {
        return new KnowledgeRecord(
                fact,
                model,
                kind,
                instruction,
                input,
                output,
                wordings,
                title,
                text,
                messages,
                occurredAt,
                language,
                source,
                attributes);
    }
}
