package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields of a file become which fields of a record: {@code output=answer}, {@code attributes.shelf=meta.place}. */
public record FieldMapping(List<Rule> rules) {
    private static final String ATTRIBUTES = "attributes.";

    /** The fields of a record. */
    public static final Set<String> FIELDS = Stream.of(KnowledgeRecord.class.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toUnmodifiableSet());

    /**
     * One field.
     *
     * @param target of the record, or {@code attributes.NAME}
     * @param source of the file; dots lead into objects
     */
    public record Rule(String target, String source) {
        /**
         * Reads {@code TARGET=SOURCE}.
         *
         * @throws IllegalArgumentException with rule and remedy if it is none
         */
        public static Rule parse(String text) {
            int at = text.indexOf('=');
            if (at <= 0 || at == text.length() - 1) {
                throw new IllegalArgumentException(text + ": must be FIELD=COLUMN, such as output=answer");
            }
            String target = text.substring(0, at).strip();
            if (!FIELDS.contains(target) && !(target.startsWith(ATTRIBUTES) && target.length() > ATTRIBUTES.length())) {
                throw new IllegalArgumentException(text + ": a record has no field " + target + "; it has "
                        + String.join(", ", new TreeSet<>(FIELDS)) + ", and attributes.NAME for anything else");
            }
            return new Rule(target, text.substring(at + 1).strip());
        }
    }

    public FieldMapping {
        rules = List.copyOf(rules);
    }

    /** Whether it leaves every record as it is. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Moves the named fields of {@code record} to where they belong; a field that is not there moves nothing. */
    void apply(ObjectNode record) {
        for (Rule rule : rules) {
            JsonNode value = take(record, rule.source());
            if (value == null) {
                continue;
            }
            if (rule.target().startsWith(ATTRIBUTES)) {
                attributes(record).set(rule.target().substring(ATTRIBUTES.length()), value);
            } else {
                record.set(rule.target(), value);
            }
        }
    }

    private static ObjectNode attributes(ObjectNode record) {
        return record.get("attributes") instanceof ObjectNode present ? present : record.putObject("attributes");
    }

    /** Takes a field out, by its whole name or else by a path of names. */
    private static @Nullable JsonNode take(ObjectNode object, String path) {
        JsonNode whole = object.remove(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return object.get(path.substring(0, dot)) instanceof ObjectNode inner
                ? take(inner, path.substring(dot + 1))
                : null;
    }
}
