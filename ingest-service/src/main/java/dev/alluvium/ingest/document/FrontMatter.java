package dev.alluvium.ingest.document;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What stands about a Markdown text before it: YAML between two lines of {@code ---}, or a first comment with one
 * {@code name: value} to a line. Plain values only: no tags, few aliases, small.
 *
 * @param values in their order, lists joined by commas
 * @param lines that it takes at the beginning of the text
 */
record FrontMatter(Map<String, String> values, int lines) {
    private static final int LONGEST = 64 << 10;
    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 10;
    private static final FrontMatter NONE = new FrontMatter(Map.of(), 0);

    /** Reads it from the beginning of {@code text}; nothing if it begins otherwise. */
    static FrontMatter of(String text) throws DocumentException {
        if (text.startsWith("---\n")) {
            int end = text.indexOf("\n---", 3);
            return end < 0 ? NONE : new FrontMatter(yaml(text.substring(4, end + 1)), lines(text, end + 1) + 1);
        }
        if (text.startsWith("<!--")) {
            int end = text.indexOf("-->");
            return end < 0 || end > LONGEST ? NONE : comment(text.substring(4, end), lines(text, end) + 1);
        }
        return NONE;
    }

    private static FrontMatter comment(String body, int lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : body.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().matches("[\\p{L}\\p{N}_. -]{1,64}")) {
                values.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isBlank()) {
                return NONE;
            }
        }
        return new FrontMatter(values, lines);
    }

    private static Map<String, String> yaml(String text) throws DocumentException {
        if (text.length() > LONGEST) {
            throw new DocumentException("front matter: longer than " + LONGEST + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            if (loaded == null) {
                return Map.of();
            }
            if (!(loaded instanceof Map<?, ?> map)) {
                throw new DocumentException("front matter: must be names and values, such as title: Scales");
            }
            Map<String, String> values = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                if (value != null) {
                    values.put(String.valueOf(name), plain(value));
                }
            });
            return values;
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? ""
                    : ", line " + (e.getProblemMark().getLine() + 2);
            throw new DocumentException("front matter" + place + ": not plain YAML without tags; mend or remove it", e);
        } catch (YAMLException e) {
            throw new DocumentException("front matter: too many aliases or levels; write it plainly", e);
        }
    }

    private static String plain(Object value) {
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime()).toString();
        }
        return value instanceof Collection<?> several
                ? several.stream().map(FrontMatter::plain).collect(Collectors.joining(", "))
                : value.toString();
    }

    private static int lines(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
