package dev.alluvium.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.alluvium.contracts.json.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file is: first by what it says at its beginning, and only where that leaves it open by its name.
 *
 * @param separator between the fields of a line; means nothing for other formats than CSV
 */
record FormatDetection(Format format, char separator) {
    /** Bytes that are looked at. */
    static final int LOOKED_AT = 1 << 20;

    private static final String SEPARATORS = ",;\t|";

    /**
     * Judges the beginning of a file.
     *
     * @throws FormatException if nothing fits
     */
    static FormatDetection of(String head, ReadOptions options) throws FormatException {
        String begin = head.startsWith("\uFEFF") ? head.substring(1) : head;
        Format format = options.format() != null ? options.format() : format(begin.stripLeading(), options.name());
        return new FormatDetection(format, format == Format.TSV ? '\t' : format == Format.CSV ? separator(begin) : 0);
    }

    private static Format format(String begin, String name) throws FormatException {
        Format named = Format.ofName(name);
        if (begin.isEmpty()) {
            return named == null ? Format.JSONL : named;
        }
        if (named == Format.MARKDOWN || named == Format.TEXT) {
            return named;
        }
        Format said = ofContent(begin);
        // A table's first column may be called #.
        if (said != null && (said != Format.MARKDOWN || named != Format.CSV && named != Format.TSV)) {
            return said;
        }
        if (named == Format.CSV || named == Format.TSV) {
            return named;
        }
        if (looksLikeTable(begin)) {
            return Format.CSV;
        }
        throw new FormatException(
                "line 1: neither JSON ({ or [), CSV (names, then lines with as many columns), XML (<) nor"
                        + " Markdown (#, ---); name the format with --format, or convert the file first");
    }

    private static @Nullable Format ofContent(String begin) {
        if (begin.startsWith("[")) {
            return Format.JSON;
        }
        if (begin.startsWith("{")) {
            return isOnePerLine(begin) ? Format.JSONL : Format.JSON;
        }
        if (begin.startsWith("#") || begin.startsWith("---") || begin.startsWith("<!--")) {
            return Format.MARKDOWN;
        }
        String lower = begin.substring(0, Math.min(begin.length(), 100)).toLowerCase(Locale.ROOT);
        boolean page = lower.startsWith("<!doctype html") || lower.startsWith("<html");
        return begin.startsWith("<") && !page ? Format.XML : null;
    }

    /** Whether the first line is a value of its own; a first line that breaks off in the middle of the file is not. */
    private static boolean isOnePerLine(String begin) {
        int end = begin.indexOf('\n');
        String first = end < 0 ? begin : begin.substring(0, end);
        try {
            return Json.mapper().readTree(first).isObject();
        } catch (JsonProcessingException e) {
            return end > 0 && begin.substring(end).stripLeading().startsWith("{");
        }
    }

    private static boolean looksLikeTable(String begin) {
        List<String> lines = begin.lines().limit(2).toList();
        if (CsvRecords.namesSeparator(lines.get(0))) {
            return true;
        }
        char separator = separator(begin);
        return count(lines.get(0), separator) > 0
                && (lines.size() == 1 || count(lines.get(1), separator) >= count(lines.get(0), separator));
    }

    /** The separator that stands most often between the names in the first line. */
    private static char separator(String begin) {
        String first = begin.lines().findFirst().orElse("");
        Character named = CsvRecords.separator(first);
        if (named != null) {
            return named;
        }
        char best = ',';
        for (char candidate : SEPARATORS.toCharArray()) {
            best = count(first, candidate) > count(first, best) ? candidate : best;
        }
        return best;
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }
}
