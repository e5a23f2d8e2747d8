package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Text out of HTML. Only well-known tags count as HTML, and only where something closes or cannot be closed: {@code
 * List<String>}, {@code a < b} and placeholders such as {@code <EMAIL_1>} stay as they are, and so does code. A text whose tags
 * are what it speaks of ({@link ShownMarkup}) stays whole; a Markdown text with some tags in it stays Markdown.
 */
public final class HtmlText {
    private static final String REFERENCE = "&(?:[a-z][a-z0-9]{1,30}|#[0-9]{1,7}|#x[0-9a-f]{1,6});";
    /** Not the address of a variable that ends a statement, {@code p = &num;}. */
    private static final Pattern ENTITY = Pattern.compile(
            "(?<![=(]\\s?)" + REFERENCE + "|" + REFERENCE + "(?=[ \\t]{0,9}[^\\s)])", Pattern.CASE_INSENSITIVE);

    private static final Pattern OPENS = Pattern.compile("<!doctype\\s", Pattern.CASE_INSENSITIVE);

    /** Start tags that nothing must close and that still are mark-up. */
    private static final Set<String> LOOSE = Set.of(
            "br", "hr", "img", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "ul", "ol", "table", "div");

    /**
     * Lists, tables, headings, quotes, fences and paragraphs of Markdown; the first letter of private use stands for code.
     */
    private static final Pattern MARKDOWN =
            Pattern.compile("(?:^|\\n) {0,6}(?:[-*+] \\S|\\d{1,3}[.)] \\S|#{1,6} \\S|> \\S|\\|.{0,999}\\||\\uE000)"
                    + "|[^>\\s][ \\t]{0,9}\\n[ \\t]{0,9}\\n[ \\t]{0,9}[^<\\s]");

    private static final int LONGEST_REFERENCE = 34;

    private static final Set<String> ROWS = Set.of("thead", "tbody", "tr", "td", "th");

    private HtmlText() {}

    /** The text without its mark-up; the very same string if it has none. */
    public static String strip(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        CodeMask masked = CodeMask.of(text);
        List<MarkupTag> tags = MarkupTag.in(WorkBudget.watch(masked.text()));
        if (ShownMarkup.isIn(masked.text(), tags)) {
            return text;
        }
        if (isMarkup(masked.text(), tags)) {
            return masked.restore(stripped(masked.text(), tags));
        }
        String decoded = CharacterReference.decode(ENTITY, masked.text());
        return decoded.equals(masked.text()) ? text : masked.restore(decoded);
    }

    private static boolean isMarkup(String text, List<MarkupTag> tags) {
        return tags.stream().anyMatch(tag -> isEvidence(text, tag))
                || hasComment(text)
                || OPENS.matcher(WorkBudget.watch(text)).find();
    }

    /** A comment that nothing closes would take the rest of the text with it. */
    private static boolean hasComment(String text) {
        int open = text.indexOf("<!--");
        return open >= 0 && text.indexOf("-->", open + 4) >= 0;
    }

    private static boolean isEvidence(String text, MarkupTag tag) {
        if (!tag.isHtml() || isTypeArgument(text, tag)) {
            return false;
        }
        return tag.closing() || (LOOSE.contains(tag.name()) && isAttributes(tag.attributes()));
    }

    /** {@code <b and c>} is a comparison. */
    private static boolean isAttributes(String attributes) {
        return attributes.isEmpty() || attributes.equals("/") || attributes.indexOf('=') > 0;
    }

    /** {@code List<P>}. */
    private static boolean isTypeArgument(String text, MarkupTag tag) {
        return !tag.closing()
                && tag.written().length() == 1
                && Character.isUpperCase(tag.written().charAt(0))
                && tag.start() > 0
                && Character.isLetter(text.charAt(tag.start() - 1));
    }

    private static String stripped(String html, List<MarkupTag> tags) {
        String escaped = escaped(html, tags);
        Document document = Jsoup.parse(isRows(html, tags) ? "<table>" + escaped + "</table>" : escaped);
        boolean markdown = MARKDOWN.matcher(WorkBudget.watch(html)).find();
        return TextWalker.content(document, markdown);
    }

    /** Rows or cells without their table, which a parser would take apart. */
    private static boolean isRows(String html, List<MarkupTag> tags) {
        MarkupTag first = tags.isEmpty() ? null : tags.get(0);
        return first != null
                && ROWS.contains(first.name())
                && html.substring(0, first.start()).isBlank()
                && html.substring(tags.get(tags.size() - 1).end()).isBlank()
                && tags.stream().noneMatch(tag -> tag.name().equals("table"));
    }

    /** The same text, in which each {@code <} that begins no tag of HTML is a character like any other. */
    private static String escaped(String html, List<MarkupTag> tags) {
        Set<String> closed = new HashSet<>();
        tags.stream().filter(MarkupTag::closing).forEach(tag -> closed.add(tag.name()));
        StringBuilder escaped = new StringBuilder(html.length());
        int next = 0;
        int lastComment = html.lastIndexOf("-->");
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            while (next < tags.size() && tags.get(next).start() < i) {
                next++;
            }
            boolean tag = next < tags.size() && tags.get(next).start() == i && isUsed(html, tags.get(next), closed);
            if (c == '<' && !tag && !isComment(html, i, lastComment)) {
                escaped.append("&lt;");
            } else if (c == '&' && !isReference(html, i)) {
                escaped.append("&amp;");
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** A character reference and no parameter of an address ({@code &copy=2}): closed, or one that people leave open. */
    private static boolean isReference(String html, int at) {
        int end = at + 1;
        while (end < html.length() && end - at < LONGEST_REFERENCE && isReferencePart(html.charAt(end))) {
            end++;
        }
        if (end < html.length() && html.charAt(end) == ';') {
            return true;
        }
        boolean parameter = end < html.length() && html.charAt(end) == '=';
        return !parameter && Set.of("nbsp", "amp", "lt", "gt", "quot").contains(html.substring(at + 1, end));
    }

    private static boolean isReferencePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
    }

    private static boolean isUsed(String html, MarkupTag tag, Set<String> closed) {
        boolean chosen = tag.name().equals("option") && closed.contains("select");
        boolean placeholder = tag.isWord() && !tag.isVoid() && !closed.contains(tag.name()) && !chosen;
        return isTypeArgument(html, tag)
                ? closed.contains(tag.name())
                : isOffice(tag)
                        || (tag.isHtml() && !(placeholder && tag.attributes().isEmpty()));
    }

    private static boolean isOffice(MarkupTag tag) {
        String name = tag.name();
        return name.startsWith("o:") || name.startsWith("v:") || name.startsWith("w:") || name.startsWith("st1:");
    }

    private static boolean isComment(String html, int at, int lastComment) {
        return (html.startsWith("<!--", at) && lastComment >= at + 4)
                || (html.startsWith("<!", at)
                        && html.regionMatches(true, at + 2, "doctype", 0, 7)
                        && html.length() > at + 9
                        && Character.isWhitespace(html.charAt(at + 9)))
                || html.regionMatches(true, at, "<![cdata[", 0, 9)
                || html.substring(at, Math.min(html.length(), at + 10))
                        .toLowerCase(Locale.ROOT)
                        .startsWith("<![endif]");
    }
}
