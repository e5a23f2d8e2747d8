package dev.alluvium.ingest.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document's records: one to a section, several to a long one. The fact is the document's path with the section's headings,
 * so that a changed document supersedes itself section by section. The same document always gives the same bytes.
 */
public final class DocumentRecords {
    private static final int LONGEST_FACT = 400;
    private static final DateTimeFormatter DAY_OR_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd[['T'][ ]HH:mm[:ss]]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Chunks chunks;

    /** A record and the line of its section. */
    public record Piece(long line, ObjectNode record) {}

    public DocumentRecords(Chunks chunks) {
        this.chunks = chunks;
    }

    /**
     * The records of a document.
     *
     * @param path by which the document is known, such as {@code scales/ax/manual.md}
     */
    public List<Piece> of(Document document, String path) {
        List<Piece> pieces = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Section section : document.sections()) {
            String anchor = anchor(document.fields().getOrDefault("fact", path), section.headings());
            int repeat = seen.merge(anchor, 1, Integer::sum);
            String fact = repeat == 1 ? anchor : anchor + "~" + repeat;
            List<String> texts = chunks.of(section.text());
            for (int i = 0; i < texts.size(); i++) {
                String own = texts.size() == 1 ? fact : fact + ":" + (i + 1);
                pieces.add(new Piece(section.line(), record(document, section, own, texts.get(i))));
            }
        }
        return pieces;
    }

    private static ObjectNode record(Document document, Section section, String fact, String text) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("kind", "document");
        new TreeMap<>(document.fields())
                .forEach((name, value) -> record.put(name, name.equals("occurredAt") ? time(value) : value));
        record.put("fact", fact);
        String title = title(document, section);
        if (!title.isEmpty()) {
            record.put("title", title);
        }
        record.put("text", text);
        if (!document.attributes().isEmpty()) {
            new TreeMap<>(document.attributes()).forEach(record.putObject("attributes")::put);
        }
        return record;
    }

    private static String title(Document document, Section section) {
        List<String> parts = new ArrayList<>(section.headings());
        if (document.title() != null && !parts.contains(document.title())) {
            parts.add(0, document.title());
        }
        return String.join(" › ", parts);
    }

    private static String anchor(String path, List<String> headings) {
        String whole = headings.isEmpty() ? path : path + "#" + String.join("/", headings);
        return whole.length() <= LONGEST_FACT ? whole : whole.substring(whole.length() - LONGEST_FACT);
    }

    /** A day alone is its beginning, and a time without zone one of UTC; anything else is left for the decoder to judge. */
    private static String time(String value) {
        try {
            TemporalAccessor time = DAY_OR_TIME.parseBest(value, LocalDateTime::from, LocalDate::from);
            LocalDateTime at = time instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) time;
            return at.toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeParseException e) {
            return value;
        }
    }
}
