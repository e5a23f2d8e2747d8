package dev.alluvium.ingest.document;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What stands about a Markdown text before it: YAML between two lines of {@code ---}, a first comment with one
 * {@code name: value} to a line, or link comments such as {@code [//]: # (name:value name:value)}, whose colons and blanks may be
 * wide; also several of them, one behind the other. Plain values only: no tags, few aliases, small, and kept as they are written:
 * {@code 1.10} stays {@code 1.10}.
 *
 * @param values in their order, lists joined by commas
 * @param lines that it takes at the beginning of the text
 */
record FrontMatter(Map<String, String> values, int lines) {
    static final int LONGEST = 64 << 10;
    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 10;
    private static final int MOST_BLOCKS = 10;
    private static final Pattern WIDE_COLON = Pattern.compile("(?m)^([\\p{L}\\p{N}_.-]{1,64})\\h*：\\h*");
    static final FrontMatter NONE = new FrontMatter(Map.of(), 0);

    /** Reads it from the beginning of {@code text}; nothing if it begins otherwise. */
    static FrontMatter of(String text) throws DocumentException {
        Map<String, String> values = new LinkedHashMap<>();
        int lines = 0;
        int from = 0;
        for (int block = 0; block < MOST_BLOCKS; block++) {
            FrontMatter next = block(text.substring(from), block == 0);
            if (next.lines == 0) {
                break;
            }
            next.values.forEach((name, value) -> merge(values, name, value));
            lines += next.lines;
            for (int line = 0; line < next.lines; line++) {
                int end = text.indexOf('\n', from);
                from = end < 0 ? text.length() : end + 1;
            }
        }
        return new FrontMatter(values, lines);
    }

    /** One block, behind lines that are blank. */
    private static FrontMatter block(String text, boolean first) throws DocumentException {
        int begin = 0;
        int blank = 0;
        for (int at = 0; at < text.length() && Character.isWhitespace(text.charAt(at)); at++) {
            if (text.charAt(at) == '\n') {
                begin = at + 1;
                blank++;
            }
        }
        String body = text.substring(begin);
        FrontMatter found = NONE;
        if (body.startsWith("---")) {
            found = fenced(body, first && blank == 0);
        } else if (body.startsWith("<!--")) {
            int end = body.indexOf("-->");
            found = end < 0 || end > LONGEST ? NONE : comment(body.substring(4, end), lines(body, end) + 1);
        } else if (body.stripLeading().startsWith("[")) {
            found = LinkComments.of(body);
        }
        return found.lines == 0 ? NONE : new FrontMatter(found.values, blank + found.lines);
    }

    /**
     * YAML between its lines. At the very beginning it must be one; further below, a line of {@code ---} may be a rule of the text.
     */
    private static FrontMatter fenced(String text, boolean must) throws DocumentException {
        int begin = text.indexOf('\n') + 1;
        if (begin == 0 || !text.substring(0, begin).strip().equals("---")) {
            return NONE;
        }
        int number = 1;
        for (int at = begin; at < text.length(); number++) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).stripTrailing();
            if (line.startsWith("---") || line.equals("...")) {
                Map<String, String> values = must ? yaml(text.substring(begin, at)) : maybe(text.substring(begin, at));
                return must || !values.isEmpty() ? new FrontMatter(values, number + 1) : NONE;
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return NONE;
    }

    private static Map<String, String> maybe(String yaml) {
        try {
            return yaml(yaml);
        } catch (DocumentException e) {
            return Map.of(); // a rule of the text, and what stands below it
        }
    }

    /** A name that stands twice has both values, as a list has; a field of the record has the last one. */
    static void merge(Map<String, String> values, String name, String value) {
        if (Markdown.isField(name)) {
            values.put(name, value);
            return;
        }
        values.merge(name, value, (before, more) -> before.equals(more) ? before : before + ", " + more);
    }

    private static FrontMatter comment(String body, int lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : body.lines().toList()) {
            int wide = line.indexOf('：');
            int colon = line.indexOf(':') < 0 || (wide > 0 && wide < line.indexOf(':')) ? wide : line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().matches("[\\p{L}\\p{N}_. -]{1,64}")) {
                merge(
                        values,
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
            Object loaded = load(text, options);
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

    /** As YAML, or with the wide colons behind its names read as colons where it is none else. */
    private static @Nullable Object load(String text, LoaderOptions options) {
        Yaml yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new AsWritten());
        String narrow = WIDE_COLON.matcher(text).replaceAll("$1: ");
        if (narrow.equals(text)) {
            return yaml.load(text);
        }
        try {
            Object loaded = yaml.load(text);
            return loaded instanceof Map ? loaded : yaml.load(narrow);
        } catch (MarkedYAMLException e) {
            return yaml.load(narrow);
        }
    }

    /** Knows dates and nothing; anything else is text, for 1.10, 0012, 12:30 and no are not 1.1, 10, 750 and false. */
    private static final class AsWritten extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.TIMESTAMP, TIMESTAMP, "0123456789");
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime()).toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + plain(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value instanceof Collection<?> several
                ? several.stream().map(FrontMatter::plain).collect(Collectors.joining(", "))
                : value.toString();
    }

    private static int lines(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
