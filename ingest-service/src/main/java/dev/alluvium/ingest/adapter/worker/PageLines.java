package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Printed pages to running text: running heads and page numbers go ({@link RunningHeads}), lines of a paragraph are joined, and a
 * word that a line end cut is made whole ({@link HyphenatedWords}).
 */
final class PageLines {
    private static final double SHORT = 0.6;
    private static final double FULL = 0.8;
    /** Characters of a line that may be the first of a paragraph of two. */
    private static final int LINE = 25;
    /** What begins a line of its own: an item, a numbered heading, a question or its answer. */
    private static final Pattern ITEM = Pattern.compile(
            "(?:[*•·▪●○■◆►✓➢]|[-–](?![\\d\\p{Ll}])|\\(\\d{1,3}\\)|（\\d{1,3}）|\\d{1,3}(?:[)、）]|[.．](?!\\d))"
                    + "|\\d{1,2}(?:\\.\\d{1,2}){1,3}\\.?\\s+[\\p{Lu}\\p{Lo}]|\\(?[a-z]\\)|[a-z]\\.(?=\\s)|[①-⑳]|（?[一二三四五六七八九十]{1,3}[、）]"
                    + "|第\\s?[一二三四五六七八九十百\\d]{1,4}\\s?[章节条部步]|[问答][：:]|[QA][：:]).*");
    /** Dots before the page's number in a table of contents. */
    private static final int LEADERS = 4;

    private static final Pattern NUMBERED = Pattern.compile("\\d{1,2}\\s+\\p{Lu}.*");
    private static final String ENDS = ".!?:;。！？：；…”」』";

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
        HyphenatedWords words = HyphenatedWords.of(pages);
        RunningHeads.remove(pages);
        List<StringBuilder> paragraphs = new ArrayList<>();
        for (List<List<String>> page : pages) {
            List<String> before = List.of();
            for (List<String> lines : page) {
                StringBuilder paragraph = joined(lines, words);
                int last = paragraphs.size() - 1;
                if (last >= 0 && goesOn(paragraphs.get(last), before, lines)) {
                    goOn(paragraphs.get(last), paragraph.toString(), words);
                } else {
                    paragraphs.add(paragraph);
                }
                before = lines;
            }
        }
        return String.join("\n\n", paragraphs);
    }

    /**
     * Whether a paragraph is the rest of the one before: on the next page or column, or below a first line that is indented, which
     * PDFBox takes for a paragraph of its own.
     *
     * @param above the lines of the paragraph before on the same page, none at its beginning
     */
    private static boolean goesOn(CharSequence before, List<String> above, List<String> lines) {
        char last = before.charAt(before.length() - 1);
        String next = lines.get(0);
        char first = next.charAt(0);
        boolean full = (above.isEmpty() && before.length() >= LINE)
                || (!above.isEmpty()
                        && above.get(above.size() - 1).length() >= FULL * Math.max(longest(lines), longest(above))
                        && (lines.size() + above.size() > 2 || before.length() >= LINE));
        if (!full || ENDS.indexOf(last) >= 0 || ITEM.matcher(next).matches()) {
            return false;
        }
        return (Character.isLowerCase(first) && (Character.isLetter(last) || last == ',' || last == '-'))
                || (isWide(last) && isWide(first) && before.length() > 20 && (Character.isLetter(last) || last == '，'));
    }

    private static int longest(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    private static StringBuilder joined(List<String> lines, HyphenatedWords words) {
        int longest = longest(lines);
        StringBuilder text = new StringBuilder(lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!words.isCut(text, line) && ends(lines.get(i - 1), line, longest)) {
                text.append('\n').append(line);
            } else {
                goOn(text, line, words);
            }
        }
        return text;
    }

    /** Adds a line to the text that it goes on with. */
    private static void goOn(StringBuilder text, String line, HyphenatedWords words) {
        if (words.isCut(text, line)) {
            words.join(text, line);
        } else if (isWide(text.charAt(text.length() - 1)) && isWide(line.charAt(0))) {
            text.append(line);
        } else {
            text.append(' ').append(line);
        }
    }

    /** Whether a line ends what it says, so that the next one stands by itself. */
    private static boolean ends(String line, String next, int longest) {
        boolean ended = ENDS.indexOf(line.charAt(line.length() - 1)) >= 0;
        return line.length() < SHORT * longest
                || ITEM.matcher(next).matches()
                || isOfContents(line)
                || (ended && NUMBERED.matcher(next).matches());
    }

    /** A line of a table of contents: dots, and a page. */
    private static boolean isOfContents(String line) {
        int digits = line.length();
        while (digits > 0 && Character.isDigit(line.charAt(digits - 1))) {
            digits--;
        }
        int leaders = digits;
        while (leaders > 0 && " .…·".indexOf(line.charAt(leaders - 1)) >= 0) {
            leaders--;
        }
        return digits < line.length()
                && line.substring(leaders, digits).replace(" ", "").length() >= LEADERS;
    }

    private static boolean isWide(char c) {
        return c >= 0x2E80;
    }
}
