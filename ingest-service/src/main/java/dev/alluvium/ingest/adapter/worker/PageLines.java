package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Printed pages to running text: what stands at the head or foot of several pages goes, lines of a paragraph are joined, and a word
 * that a line end cut is made whole.
 */
final class PageLines {
    private static final int EDGE = 2;
    private static final int LEAST_PAGES = 3;
    private static final double SHORT = 0.6;
    private static final Pattern NUMBER = Pattern.compile(
            "(?:(?i:page|seite|p\\.)\\s?)?[-–—]?\\s?\\d{1,4}\\s?[-–—]?(?:\\s?(?:/|of|von)\\s?\\d{1,4})?|第\\s?\\d{1,4}\\s?页(?:\\s?[/，,]?\\s?共\\s?\\d{1,4}\\s?页)?|[ivxl]{1,6}");
    private static final Pattern ITEM =
            Pattern.compile("(?:[-*•·▪–]|\\(?\\d{1,3}[.)、]|\\(?[a-z][.)]|[一二三四五六七八九十]{1,3}、)\\s?.*");
    /** Parts of words that keep their hyphen. */
    private static final Set<String> PREFIXES = Set.of(
            "self", "non", "well", "high", "low", "long", "short", "half", "all", "cross", "ex", "full", "real", "two",
            "three", "four", "one", "first", "second", "third", "state", "end", "built", "hard", "open", "so", "old",
            "new", "left", "right", "co");

    /** Each page's paragraphs, each of them its lines. */
    private final List<List<List<String>>> pages = new ArrayList<>();

    /** A page begins. */
    void page() {
        pages.add(new ArrayList<>());
    }

    /** A paragraph of the page that began last. */
    void paragraph(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        if (!lines.isEmpty()) {
            if (pages.isEmpty()) {
                page();
            }
            pages.get(pages.size() - 1).add(lines);
        }
    }

    /** The running text of all pages. */
    String text() {
        Set<String> repeated = repeated();
        Set<String> words = words();
        List<String> paragraphs = new ArrayList<>();
        for (List<List<String>> page : pages) {
            trim(page, repeated);
            boolean first = true;
            for (List<String> lines : page) {
                String paragraph = joined(lines, words);
                int last = paragraphs.size() - 1;
                if (first && last >= 0 && goesOn(paragraphs.get(last), paragraph)) {
                    paragraphs.set(last, joined(List.of(paragraphs.get(last), paragraph), words, true));
                } else {
                    paragraphs.add(paragraph);
                }
                first = false;
            }
        }
        return String.join("\n\n", paragraphs);
    }

    /** What stands at the same edge of at least three pages and of half of them, whatever its numbers. */
    private Set<String> repeated() {
        Map<String, Integer> counts = new HashMap<>();
        for (List<List<String>> page : pages) {
            Set<String> edges = new HashSet<>();
            List<String> lines = page.stream().flatMap(List::stream).toList();
            for (int i = 0; i < Math.min(EDGE, lines.size()); i++) {
                edges.add(key(lines.get(i)));
                edges.add(key(lines.get(lines.size() - 1 - i)));
            }
            edges.forEach(edge -> counts.merge(edge, 1, Integer::sum));
        }
        int least = Math.max(LEAST_PAGES, (pages.size() + 1) / 2);
        Set<String> repeated = new HashSet<>();
        counts.forEach((line, count) -> {
            if (count >= least) {
                repeated.add(line);
            }
        });
        return repeated;
    }

    private void trim(List<List<String>> page, Set<String> repeated) {
        for (int i = 0; i < EDGE && !page.isEmpty(); i++) {
            List<String> lines = page.get(0);
            if (!isEdge(lines.get(0), repeated)) {
                break;
            }
            lines.remove(0);
            page.removeIf(List::isEmpty);
        }
        for (int i = 0; i < EDGE && !page.isEmpty(); i++) {
            List<String> lines = page.get(page.size() - 1);
            if (!isEdge(lines.get(lines.size() - 1), repeated)) {
                break;
            }
            lines.remove(lines.size() - 1);
            page.removeIf(List::isEmpty);
        }
    }

    private boolean isEdge(String line, Set<String> repeated) {
        return repeated.contains(key(line))
                || (pages.size() > 1 && NUMBER.matcher(line).matches());
    }

    private static String key(String line) {
        return line.replaceAll("\\d+", "#").replaceAll("\\s+", " ");
    }

    /** The words that stand inside of lines, by which a cut one is known. */
    private Set<String> words() {
        Set<String> words = new HashSet<>();
        for (List<List<String>> page : pages) {
            for (List<String> lines : page) {
                for (String line : lines) {
                    for (String word : line.split("[^\\p{L}-]+")) {
                        words.add(word.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return words;
    }

    private static boolean goesOn(String before, String next) {
        char last = before.charAt(before.length() - 1);
        char first = next.charAt(0);
        return (Character.isLowerCase(first) && (Character.isLetter(last) || last == ',' || last == '-'))
                || (isWide(last) && isWide(first) && Character.isLetter(last) && before.length() > 20);
    }

    private static String joined(List<String> lines, Set<String> words) {
        return joined(lines, words, false);
    }

    private static String joined(List<String> lines, Set<String> words, boolean always) {
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        int lineLength = 0;
        for (String line : lines) {
            if (text.isEmpty()) {
                text.append(line);
            } else {
                char last = text.charAt(text.length() - 1);
                boolean cut =
                        (last == '-' || last == '\u00AD' || last == '\u2010') && Character.isLowerCase(line.charAt(0));
                boolean ends = !always
                        && !cut
                        && (lineLength < SHORT * longest || ITEM.matcher(line).matches());
                if (cut) {
                    join(text, line, words);
                } else if (ends) {
                    text.append('\n').append(line);
                } else if (isWide(last) && isWide(line.charAt(0))) {
                    text.append(line);
                } else {
                    text.append(' ').append(line);
                }
            }
            lineLength = line.length();
        }
        return text.toString();
    }

    /** Joins a word that a hyphen cut, which stays where the word has one elsewhere or begins as such words do. */
    private static void join(StringBuilder text, String line, Set<String> words) {
        int from = text.length() - 1;
        while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        int to = 0;
        while (to < line.length() && Character.isLetter(line.charAt(to))) {
            to++;
        }
        String before = text.substring(from, text.length() - 1).toLowerCase(Locale.ROOT);
        String after = line.substring(0, to);
        boolean hyphen = text.charAt(text.length() - 1) == '-'
                && !words.contains(before + after)
                && (words.contains(before + "-" + after) || PREFIXES.contains(before) || before.isEmpty());
        if (!hyphen) {
            text.setLength(text.length() - 1);
        }
        text.append(line);
    }

    private static boolean isWide(char c) {
        return c >= 0x2E80;
    }
}
