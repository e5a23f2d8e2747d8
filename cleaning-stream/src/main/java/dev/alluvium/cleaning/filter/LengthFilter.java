package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * Drops records with less text than their kind needs, or with more than a record may have. Chinese, Japanese and Korean
 * characters say more than a letter does and count twice towards the least.
 */
public final class LengthFilter implements Filter {
    private static final int WIDE_FROM = 0x2E80;

    private final Limits limits;

    public LengthFilter(Limits limits) {
        this.limits = limits;
    }

    /**
     * Lengths in characters (code points).
     *
     * @param question least of a question
     * @param document least of a document
     * @param most of any record, everything together, attributes too
     */
    public record Limits(int question, int document, int most) {
        public static final Limits STANDARD = new Limits(2, 24, 200_000);
    }

    @Override
    public String name() {
        return "length";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        KnowledgeRecord record = filtered.record();
        int all = total(record);
        if (all > limits.most()) {
            return new FilterResult.Drop(
                    ReasonCode.TOO_LONG,
                    all + " characters: a record has at most " + limits.most() + "; split it into several");
        }
        return switch (record.kindOrImplied()) {
            case QA -> question(filtered, record);
            case DOCUMENT -> atLeast(filtered, "text", record.text(), limits.document());
            case CONVERSATION -> conversation(filtered, record);
            case DELETE -> new FilterResult.Keep(filtered);
        };
    }

    private FilterResult question(FilteredRecord filtered, KnowledgeRecord record) {
        FilterResult verdict = atLeast(filtered, "instruction", record.instruction(), limits.question());
        return verdict instanceof FilterResult.Drop ? verdict : atLeast(filtered, "output", record.output(), 1);
    }

    private static FilterResult conversation(FilteredRecord filtered, KnowledgeRecord record) {
        boolean blank = record.messages() == null
                || record.messages().stream()
                        .anyMatch(message -> message.content().isBlank());
        return blank
                ? new FilterResult.Drop(ReasonCode.TOO_SHORT, "messages: one of them is empty after cleaning")
                : new FilterResult.Keep(filtered);
    }

    private static FilterResult atLeast(FilteredRecord filtered, String field, @Nullable String text, int least) {
        int weight = text == null ? 0 : weight(text, least);
        return weight >= least
                ? new FilterResult.Keep(filtered)
                : new FilterResult.Drop(
                        ReasonCode.TOO_SHORT,
                        field + ": " + weight + " characters are left after cleaning, needs " + least);
    }

    /** The weight of a text's beginning, as far as it must be read to reach {@code enough}. */
    private static int weight(String text, int enough) {
        int weight = 0;
        for (int i = 0; i < text.length() && weight < enough; i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            weight += Character.isWhitespace(c) ? 0 : c >= WIDE_FROM ? 2 : 1;
        }
        return weight;
    }

    private static int total(KnowledgeRecord record) {
        return RecordText.strings(record)
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .sum();
    }
}
