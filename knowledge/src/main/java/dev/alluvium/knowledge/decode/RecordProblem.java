package dev.alluvium.knowledge.decode;

import org.jspecify.annotations.Nullable;

/**
 * A problem of a record.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole record
 * @param rule what it must be
 * @param suggestion the name that was probably meant
 */
public record RecordProblem(
        String pointer, String rule, @Nullable String suggestion) {
    static RecordProblem at(String pointer, String rule) {
        return new RecordProblem(pointer, rule, null);
    }

    /** The problem inside something larger, such as an array of records. */
    public RecordProblem below(String prefix) {
        return new RecordProblem(prefix + pointer, rule, suggestion);
    }

    /** In one line: place and rule. */
    @Override
    public String toString() {
        return pointer.isEmpty() ? rule : pointer.substring(1) + ": " + rule;
    }
}
