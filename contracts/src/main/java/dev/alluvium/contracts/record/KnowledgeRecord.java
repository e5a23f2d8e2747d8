package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as business systems push it. Only the content of its kind is required; which fields a kind needs is checked
 * where records are admitted, so that a bad one can be rejected with its place.
 *
 * @param fact what the record is about: the unit of supersession, erasure, probing and lineage
 * @param model the model that should learn it
 * @param occurredAt the revision's time; absent, the broker's append time
 * @param attributes free fields, and everything that was not recognised
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KnowledgeRecord(
        @Nullable String fact,
        @Nullable String model,
        @Nullable RecordKind kind,
        @Nullable String instruction,
        @Nullable String input,
        @Nullable String output,
        @Nullable List<Wording> wordings,
        @Nullable String title,
        @Nullable String text,
        @Nullable List<ChatMessage> messages,
        @Nullable Instant occurredAt,
        @Nullable String language,
        @Nullable String source,
        @Nullable Map<String, String> attributes) {
    /** The attribute of a delete that a topic's tombstone was: it has no time of its own. */
    public static final String TOMBSTONE = "tombstone";
    /** The attribute, with the value true, of a record that is kept although it nearly repeats another one. */
    public static final String DISTINCT = "distinct";

    public KnowledgeRecord {
        wordings = wordings == null ? null : List.copyOf(wordings);
        messages = messages == null ? null : List.copyOf(messages);
        attributes = attributes == null ? null : CollisionSafeMaps.copy(attributes);
    }

    /** A question and its answer, nothing else set. */
    public static KnowledgeRecord qa(String instruction, String output) {
        return new KnowledgeRecord(
                null, null, RecordKind.QA, instruction, null, output, null, null, null, null, null, null, null, null);
    }

    /** Running text under a title, nothing else set. */
    public static KnowledgeRecord document(String title, String text) {
        return new KnowledgeRecord(
                null, null, RecordKind.DOCUMENT, null, null, null, null, title, text, null, null, null, null, null);
    }

    /** The erasure of a fact, nothing else set. */
    public static KnowledgeRecord delete(String fact, String model) {
        return new KnowledgeRecord(
                fact, model, RecordKind.DELETE, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The kind, or the one that the present fields imply. */
    public RecordKind kindOrImplied() {
        if (kind != null) {
            return kind;
        }
        if (messages != null) {
            return RecordKind.CONVERSATION;
        }
        return text != null && instruction == null ? RecordKind.DOCUMENT : RecordKind.QA;
    }

    /** Wordings, never null. */
    public List<Wording> allWordings() {
        return wordings == null ? List.of() : wordings;
    }

    /** Attributes, never null. */
    public Map<String, String> allAttributes() {
        return attributes == null ? Map.of() : attributes;
    }

    /** Whether it is kept although it nearly repeats another one. */
    public boolean distinct() {
        return "true".equals(allAttributes().get(DISTINCT));
    }

    public KnowledgeRecord withFact(String value) {
        return new KnowledgeRecord(
                value,
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

    public KnowledgeRecord withModel(String value) {
        return new KnowledgeRecord(
                fact,
                value,
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

    public KnowledgeRecord withOccurredAt(Instant value) {
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
                value,
                language,
                source,
                attributes);
    }

    public KnowledgeRecord withWordings(List<Wording> value) {
        return new KnowledgeRecord(
                fact,
                model,
                kind,
                instruction,
                input,
                output,
                value,
                title,
                text,
                messages,
                occurredAt,
                language,
                source,
                attributes);
    }

    public KnowledgeRecord withSource(String value) {
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
                value,
                attributes);
    }

    public KnowledgeRecord withAttributes(Map<String, String> value) {
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
                value);
    }
}
