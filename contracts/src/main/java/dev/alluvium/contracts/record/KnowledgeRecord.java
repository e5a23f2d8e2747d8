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

    /** A record with nothing set. */
    public static KnowledgeRecordBuilder builder() {
        return new KnowledgeRecordBuilder();
    }

    /** A question and its answer, nothing else set. */
    public static KnowledgeRecord qa(String instruction, String output) {
        return builder()
                .kind(RecordKind.QA)
                .instruction(instruction)
                .output(output)
                .build();
    }

    /** Running text under a title, nothing else set. */
    public static KnowledgeRecord document(String title, String text) {
        return builder().kind(RecordKind.DOCUMENT).title(title).text(text).build();
    }

    /** The erasure of a fact, nothing else set. */
    public static KnowledgeRecord delete(String fact, String model) {
        return builder().fact(fact).model(model).kind(RecordKind.DELETE).build();
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

    /** A copy to change. */
    public KnowledgeRecordBuilder toBuilder() {
        return new KnowledgeRecordBuilder(this);
    }

    public KnowledgeRecord withFact(String value) {
        return toBuilder().fact(value).build();
    }

    public KnowledgeRecord withModel(String value) {
        return toBuilder().model(value).build();
    }

    public KnowledgeRecord withOccurredAt(Instant value) {
        return toBuilder().occurredAt(value).build();
    }

    public KnowledgeRecord withSource(String value) {
        return toBuilder().source(value).build();
    }

    public KnowledgeRecord withAttributes(@Nullable Map<String, String> value) {
        return toBuilder().attributes(value).build();
    }
}
