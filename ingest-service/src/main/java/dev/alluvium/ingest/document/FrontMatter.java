package dev.alluvium.ingest.document;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What stands about a Markdown text before it: YAML between two lines of {@code ---}, a first comment with one
 * {@code name: value} to a line, or link comments such as {@code [//]: # (name:value name:value)}, whose colons may be wide. Plain
 * values only: no tags, few aliases, small.
 *
 * @param values in their order, lists joined by commas
 * @param lines that it takes at the beginning of the text
 */
record FrontMatter(Map<String, String> values, int lines) {
    private static final int LONGEST = 64 << 10;
    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 10;
    /** A link that Markdown shows nowhere, by which comments are written. */
    private static final Pattern LINK_COMMENT =
            Pattern.compile("\\[(?://|comment|_metadata_)]:\\s*(?:#|<>)\\s*(?:\\((.*)\\)|\"(.*)\"|'(.*)'|（(.*)）)\\s*");

    private static final Pattern NAME = Pattern.compile("(?:^|[\\s,，;；、|])([\\p{L}\\p{N}_.-]{1,64})\\s?[:：](?!//)");
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
        return text.stripLeading().startsWith("[") ? links(text) : NONE;
    }

    /** Link comments, one to a line, before anything else. */
    private static FrontMatter links(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int taken = 0;
        int number = 0;
        for (int at = 0; at < text.length() && at < LONGEST; number++) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            Matcher comment = LINK_COMMENT.matcher(line);
            if (comment.matches()) {
                int before = values.size();
                pairs(content(comment), values);
                taken = values.size() > before ? number + 1 : taken;
            } else if (!line.isEmpty()) {
                break;
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return values.isEmpty() ? NONE : new FrontMatter(values, taken);
    }

    private static String content(Matcher comment) {
        for (int group = 1; group <= comment.groupCount(); group++) {
            String content = comment.group(group);
            if (content != null) {
                return content;
            }
        }
        return "";
    }

    /** Names with a colon behind them, each with what stands before the next name. */
    private static void pairs(String content, Map<String, String> values) {
        Matcher names = NAME.matcher(content);
        String name = null;
        int from = 0;
        while (names.find()) {
            put(values, name, content.substring(from, names.start()));
            name = names.group(1);
            from = names.end();
        }
        put(values, name, content.substring(from));
    }

    private static void put(Map<String, String> values, @Nullable String name, String value) {
        String plain = value.strip().replaceAll("[,，;；、|]+$", "").strip();
        if (name != null && !plain.isEmpty()) {
            values.put(name, plain);
        }
    }

    private static FrontMatter comment(String body, int lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : body.lines().toList()) {
            int colon = line.indexOf(':') < 0 ? line.indexOf('：') : line.indexOf(':');
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
