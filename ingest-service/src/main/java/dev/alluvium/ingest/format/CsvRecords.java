package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.decode.TextEncoding;
import dev.alluvium.knowledge.text.WorkBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) with the fields' names in its first line. A quote that is never closed would take the rest of the file with
 * it: a record that has other columns than the first line, or more lines than any record has, costs its first line only, and
 * reading goes on with the next one.
 */
final class CsvRecords implements RecordSource {
    /** Lines that one record may have. */
    private static final int MOST_LINES = 10_000;

    private static final char NO_BREAK_SPACE = '\u00A0';

    private final TextLines lines;
    private final char separator;
    private final String damaged;
    private final FieldMapping mapping;
    private final CsvReader.CsvReaderBuilder csv;
    private @Nullable List<String> names;
    private long record;
    private long openUntil;

    CsvRecords(TextLines lines, char separator) {
        this(lines, separator, "a character that cannot be read; save the file as UTF-8", new FieldMapping(List.of()));
    }

    /**
     * Reads from where the lines stand.
     *
     * @param damaged what is said of a header that holds a character that cannot be read
     * @param mapping which columns go where; without their content in any, no row is a record
     */
    CsvRecords(TextLines lines, char separator, String damaged, FieldMapping mapping) {
        this.mapping = mapping;
        this.lines = lines;
        this.damaged = damaged;
        this.separator = separator;
        this.csv = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .allowExtraFields(true)
                .allowMissingFields(true);
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        List<String> header = names == null ? header() : names;
        names = header;
        TextLines.Line first = filled();
        return first == null ? null : item(header, first);
    }

    /** The next line that holds something. */
    private TextLines.@Nullable Line filled() throws IOException {
        TextLines.Line line = line(false);
        while (line != null && isEmpty(line.text()) && !line.isCut()) {
            line = line(false);
        }
        return line;
    }

    /**
     * The next line; a carriage return alone ends one too, or the parser would drop what stands behind it.
     *
     * @param open whether a quoted field goes on in it, whose carriage returns are its own
     */
    private TextLines.@Nullable Line line(boolean open) throws IOException {
        TextLines.Line line = lines.next();
        if (line == null || line.isCut() || line.text().indexOf('\r') < 0) {
            return line;
        }
        List<TextLines.Line> parts = new ArrayList<>();
        for (String part : parts(line.text(), open)) {
            parts.add(new TextLines.Line(line.number(), part, part.length()));
        }
        lines.putBack(parts.subList(1, parts.size()));
        return parts.get(0);
    }

    private List<String> parts(String line, boolean open) {
        List<String> parts = new ArrayList<>();
        boolean quoted = open;
        boolean fieldBegins = !open;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted && fieldBegins; // a doubled one closes, and opens again
                fieldBegins = !quoted;
            } else if (c == '\r' && !quoted) {
                parts.add(line.substring(start, i));
                start = i + 1;
                fieldBegins = true;
            } else if (!quoted) {
                fieldBegins = c == separator || fieldBegins && c == ' ';
            }
        }
        parts.add(line.substring(start));
        return parts;
    }

    /** Whether a line holds nothing: none, or the separators that Excel leaves of a row that was emptied. */
    private boolean isEmpty(String line) {
        return line.chars().allMatch(c -> c == separator || Character.isWhitespace(c));
    }

    /** Whether a line is Excel's {@code sep=;}, which names the separator and is no row. */
    static boolean namesSeparator(String line) {
        return separator(line) != null;
    }

    /** The separator that Excel's {@code sep=;} names, in quotes or not; null for any other line. */
    static @Nullable Character separator(String line) {
        boolean quoted = line.length() == 7 && line.startsWith("\"") && line.endsWith("\"");
        String plain = quoted ? line.substring(1, 6) : line;
        boolean named = plain.length() == 5 && plain.toLowerCase(Locale.ROOT).startsWith("sep=");
        return named ? plain.charAt(4) : null;
    }

    private List<String> header() throws IOException {
        TextLines.Line first = line(false);
        while (first != null && (first.text().isBlank() && !first.isCut() || namesSeparator(first.text()))) {
            first = line(false);
        }
        long line = first == null ? 1 : first.number();
        List<String> fields = first == null || first.isCut() ? null : parsed(first.text());
        if (fields == null || fields.stream().allMatch(String::isBlank)) {
            throw new FormatException("line " + line + ": must hold the columns' names, such as instruction,output");
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            // Such as the index that pandas writes, or what Excel leaves behind the last column.
            String name = fields.get(i).isBlank()
                    ? "column " + (i + 1)
                    : fields.get(i).replace(NO_BREAK_SPACE, ' ').strip();
            if (name.indexOf(TextEncoding.UNREADABLE) >= 0) {
                throw new FormatException("line " + line + ": " + damaged);
            }
            if (named.contains(name)) {
                throw new FormatException("line " + line + ": column " + name
                        + " stands there twice; the first line names each column once");
            }
            named.add(name);
        }
        KnownColumns.check(named, mapping);
        return named;
    }

    private SourceItem item(List<String> header, TextLines.Line first) throws IOException {
        FilePosition place = FilePosition.line(++record, first.number());
        if (first.isCut()) {
            return SourceItem.tooLarge(place, first.length());
        }
        List<TextLines.Line> more = new ArrayList<>();
        String text = whole(first, more);
        List<String> fields = text == null ? null : parsed(text);
        if (fields != null && fields.size() == header.size()) {
            return new SourceItem.Found(place, Json.bytes(object(header, fields)));
        }
        lines.putBack(more);
        if (fields != null && more.isEmpty()) {
            return new SourceItem.Broken(
                    place,
                    fields.size() + " columns where the first line names " + header.size()
                            + "; quote fields that hold a separator");
        }
        return new SourceItem.Broken(
                new FilePosition(record, first.number(), first.text().lastIndexOf('"') + 1),
                "a quote that is not closed, or stands inside a field; double it (\"\") or close it");
    }

    /** The record's text, its further lines put into {@code more}; null if it has no end. */
    private @Nullable String whole(TextLines.Line first, List<TextLines.Line> more) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        boolean quoted = openAfter(first.text(), false);
        if (quoted && first.number() < openUntil) {
            // What was open here before did not close either: reading on for each line would take the square of their
            // number.
            return null;
        }
        while (quoted) {
            TextLines.Line next = line(true);
            if (next == null) {
                openUntil = Long.MAX_VALUE;
                return null;
            }
            more.add(next);
            text.append('\n').append(next.text());
            quoted = openAfter(next.text(), true);
            if (next.isCut() || text.length() > ReaderLimits.RECORD || more.size() > MOST_LINES) {
                openUntil = quoted ? next.number() : next.number() - 1;
                return null;
            }
        }
        return text.toString();
    }

    /** Whether a quoted field is open at the line's end, where one was or was not at its beginning. */
    private boolean openAfter(String text, boolean openBefore) {
        CharSequence line = WorkBudget.watch(text);
        boolean quoted = openBefore;
        boolean fieldBegins = !openBefore;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                boolean doubled = c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
                quoted = c != '"' || doubled;
                i += doubled ? 1 : 0;
            } else {
                quoted = c == '"' && fieldBegins;
                fieldBegins = c == separator || fieldBegins && c == ' ';
            }
        }
        return quoted;
    }

    private @Nullable List<String> parsed(String text) {
        try {
            return csv.ofSingleCsvRecord(text.indexOf(" \"") < 0 ? text : withoutBlanks(text))
                    .getFields();
        } catch (CsvParseException e) {
            return null;
        }
    }

    /** The record without the blanks before a quote that begins a field, which would make the quote a part of it. */
    private String withoutBlanks(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean quoted = false;
        int begin = 0; // of the blanks that stand at the beginning of a field, or -1
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && begin >= 0 && !quoted) {
                plain.setLength(begin);
                quoted = true;
            } else if (c == '"') {
                quoted = !quoted; // a doubled one closes and opens
            }
            plain.append(c);
            boolean begins = !quoted && (c == separator || begin >= 0 && c == ' ');
            begin = begins ? (c == separator ? plain.length() : begin) : -1;
        }
        return plain.toString();
    }

    private static ObjectNode object(List<String> header, List<String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                object.put(header.get(i), withoutFormula(fields.get(i)));
            }
        }
        return object;
    }

    /** The text in {@code ="0012"}, with which spreadsheets are told that a number is a text. */
    private static String withoutFormula(String field) {
        boolean formula = field.length() > 2 && field.startsWith("=\"") && field.indexOf('"', 2) == field.length() - 1;
        return formula ? field.substring(2, field.length() - 1) : field;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
