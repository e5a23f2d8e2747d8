package dev.alluvium.cleaning.text;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Walks a parsed page: blocks become lines, what is not content is left out, preformatted text stays as it is. */
final class TextWalker implements NodeFilter {
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "blockquote",
            "br",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tr",
            "ul");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> NO_CONTENT = Set.of(
            "aside", "footer", "form", "head", "iframe", "nav", "noscript", "script", "style", "svg", "template");

    private final StringBuilder text = new StringBuilder();
    private final boolean keepLines;
    private int preformatted;

    private TextWalker(boolean keepLines) {
        this.keepLines = keepLines;
    }

    /** The content of a page, stripped of white space at both ends. */
    static String content(Document document) {
        boolean blocks = document.body().getAllElements().stream().anyMatch(e -> BLOCKS.contains(e.normalName()));
        TextWalker walker = new TextWalker(!blocks);
        document.filter(walker);
        return walker.text.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode leaf) {
            boolean whole = keepLines || preformatted > 0;
            text.append(whole ? leaf.getWholeText() : leaf.text());
        } else if (node instanceof Element element) {
            if (NO_CONTENT.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
            }
            separate(element);
            preformatted += isPreformatted(element) ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            separate(element);
            preformatted -= isPreformatted(element) ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    private void separate(Element element) {
        if (text.isEmpty()) {
            return;
        }
        char last = text.charAt(text.length() - 1);
        if (BLOCKS.contains(element.normalName()) && last != '\n') {
            text.append('\n');
        } else if (CELLS.contains(element.normalName()) && !Character.isWhitespace(last)) {
            text.append(' ');
        }
    }

    private static boolean isPreformatted(Element element) {
        return element.normalName().equals("pre");
    }
}
