package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import org.jspecify.annotations.Nullable;

/** The copy of a record that goes into its rejection: the whole record, unless it is too large. */
final class RejectedCopy {
    private static final int WHOLE = 100_000;
    private static final int PART = 1_000;
    private static final int LONGEST_DETAIL = 5_000;

    private RejectedCopy() {}

    /** A name as it goes into keys and the rejection itself: whoever pushes decides on its length. */
    static @Nullable String name(@Nullable String name) {
        return name == null ? null : cut(name);
    }

    /** A sentence about a record, which may quote it. */
    static String detail(String detail) {
        return cut(detail, LONGEST_DETAIL);
    }

    static KnowledgeRecord of(KnowledgeRecord record) {
        return RecordText.strings(record).mapToLong(String::length).sum() <= WHOLE ? record : part(record);
    }

    /** The beginning of the main fields, without wordings, messages and attributes, of which there may be any number. */
    private static KnowledgeRecord part(KnowledgeRecord record) {
        KnowledgeRecord main = record.toBuilder()
                .wordings(null)
                .messages(null)
                .attributes(null)
                .build();
        return RecordText.mapNames(RecordText.mapContent(main, RejectedCopy::cut), RejectedCopy::cut);
    }

    private static String cut(String text) {
        return cut(text, PART);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
