package dev.alluvium.cleaning.text;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Walks a parsed page: blocks become lines, tables of data become tables of Markdown, exponents and indices keep their height, what
 * is not content is left out, preformatted text stays as it is.
 */
final class TextWalker implements NodeFilter {
    static final Set<String> BLOCKS = Set.of((""
                    + "address article blockquote br caption center dd details dir div dl dt fieldset figcaption figure form h1 h2 h3"
                    + " h4 h5 h6 header hgroup hr legend li main menu ol p pre section summary table tbody tfoot thead tr ul")
            .split(" "));
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> APART = Set.of("option", "button", "optgroup");
    private static final Set<String> NO_CONTENT =
            Set.of("aside footer head iframe nav noscript rp script style svg template".split(" "));

    private static final String FENCE = "```";
    private static final int LONGEST_ROW = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final boolean keepLines;
    private final TableText tables;
    private final Set<Element> without;
    private final boolean page;
    private int preformatted;
    private boolean broken;

    private TextWalker(boolean keepLines, TableText tables, Set<Element> without, boolean page) {
        this.page = page;
        this.without = without;
        this.keepLines = keepLines;
        this.tables = tables;
    }

    /**
     * The content of a page or of a part of one, stripped of white space at both ends.
     *
     * @param markdown whether the text around the tags is Markdown, whose line ends say something
     */
    static String content(Document document, boolean markdown) {
        // a text with breaks alone was written as text, in lines
        boolean blocks = document.body().getAllElements().stream()
                .map(Element::normalName)
                .anyMatch(name -> BLOCKS.contains(name) && !name.equals("br") && !name.equals("hr"));
        return content(document, markdown || !blocks, TableText.of(document));
    }

    /** The text of an element whose tables are known. */
    static String content(Element element, boolean keepLines, TableText tables) {
        return content(element, new TextWalker(keepLines, tables, Set.of(), false));
    }

    /** The text of an element without some that are in it. */
    static String content(Element element, TableText tables, Set<Element> without) {
        return content(element, new TextWalker(false, tables, without, true));
    }

    private static String content(Element element, TextWalker walker) {
        element.filter(walker);
        return walker.text.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode leaf) {
            append(leaf);
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        String name = element.normalName();
        if (NO_CONTENT.contains(name) || without.contains(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (name.equals("sup") || name.equals("sub")) {
            text.append(SuperscriptText.of(text, element));
            return FilterResult.SKIP_ENTIRELY;
        }
        separate(element, true);
        if (name.equals("table") && tables.isData(element)) {
            text.append(tables.rows(element)).append('\n');
            return FilterResult.SKIP_ENTIRELY;
        }
        if (name.equals("rt")) {
            text.append('(');
        } else if (name.equals("q")) {
            text.append('"');
        }
        if (isPreformatted(element)) {
            preformatted++;
            text.append(isFenced(element) ? FENCE + '\n' : "");
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (element.normalName().equals("rt")) {
                text.append(')');
            } else if (element.normalName().equals("q")) {
                text.append('"');
            }
            separate(element, false);
            if (isPreformatted(element)) {
                text.append(isFenced(element) ? FENCE + '\n' : "");
                preformatted--;
            }
        }
        return FilterResult.CONTINUE;
    }

    private void append(TextNode leaf) {
        if (preformatted > 0) {
            text.append(leaf.getWholeText());
        } else if (keepLines) {
            String whole = leaf.getWholeText();
            text.append(broken ? withoutLineEnd(whole) : whole);
        } else {
            String plain = leaf.text();
            boolean begins = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
            text.append(begins && plain.startsWith(" ") ? plain.substring(1) : plain);
        }
        broken = false;
    }

    /** A line that a tag and a line end break is broken once. */
    private static String withoutLineEnd(String whole) {
        int at = 0;
        while (at < whole.length() && (whole.charAt(at) == ' ' || whole.charAt(at) == '\t')) {
            at++;
        }
        if (at < whole.length() && whole.charAt(at) == '\n') {
            return whole.substring(at + 1);
        }
        return at == 1 ? whole.substring(1) : whole;
    }

    private void separate(Element element, boolean begins) {
        String name = element.normalName();
        if (text.isEmpty()) {
            return;
        }
        char last = text.charAt(text.length() - 1);
        if (BLOCKS.contains(name)) {
            if (name.equals("br") && keepLines && isInRow()) {
                text.append(begins && !Character.isWhitespace(last) ? " " : "");
            } else if (last != '\n') {
                endLine();
            }
            broken = keepLines && name.equals("br");
        } else if (Character.isWhitespace(last)) {
            return;
        } else if (CELLS.contains(name) || APART.contains(name)) {
            text.append(' ');
        } else if (begins && name.equals("a") && isLink(element.previousSibling())) {
            text.append(' ');
        }
    }

    private static boolean isLink(@Nullable Node node) {
        return node instanceof Element before && before.normalName().equals("a");
    }

    /** Ends a line, and takes back the blanks that stand before its end. */
    private void endLine() {
        int end = text.length();
        while (preformatted == 0 && end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        if (end > 0 && text.charAt(end - 1) != '\n') {
            text.append('\n');
        }
    }

    /** Whether the line that is being written is a row of a Markdown table. */
    private boolean isInRow() {
        int line = text.length();
        while (line > 0 && text.charAt(line - 1) != '\n' && text.length() - line < LONGEST_ROW) {
            line--;
        }
        while (line < text.length() && text.charAt(line) == ' ') {
            line++;
        }
        return line < text.length() && text.charAt(line) == '|';
    }

    /** Code of a page is marked as such, so that what comes next knows it. */
    private boolean isFenced(Element element) {
        return page && preformatted == 1 && element.normalName().equals("pre");
    }

    private static boolean isPreformatted(Element element) {
        return element.normalName().equals("pre") || element.normalName().equals("textarea");
    }
}
