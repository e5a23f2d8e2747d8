package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Text out of HTML. Only well-known tags count as HTML, and only where something closes or cannot be closed: {@code
 * List<String>}, {@code a < b} and placeholders such as {@code <EMAIL_1>} stay as they are, and so does code.
 */
public final class HtmlText {
    private static final String TAGS = "a|abbr|address|article|aside|b|big|blockquote|body|br|button|center|cite|code"
            + "|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img"
            + "|input|ins|label|li|link|main|mark|meta|nav|noscript|ol|option|p|pre|q|s|script|section|select|small|span"
            + "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul";

    private static final Pattern EVIDENCE = Pattern.compile(
            "</(?:" + TAGS + ")\\s*>|<(?:br|hr|img)(?:\\s[^<>]*)?/?>|<!doctype\\s|<!--", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY =
            Pattern.compile("&(?:nbsp|amp|lt|gt|quot|apos|#[0-9]{1,6}|#x[0-9a-f]{1,6});", Pattern.CASE_INSENSITIVE);
    /** A {@code <} that begins no known tag: code, a comparison or a placeholder. */
    private static final Pattern NO_TAG =
            Pattern.compile("<(?!/?(?:" + TAGS + ")(?:\\s[^<>]*)?/?>|!--|!doctype\\s)", Pattern.CASE_INSENSITIVE);

    private HtmlText() {}

    /** The text without its mark-up; the very same string if it has none. */
    public static String strip(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        CodeMask masked = CodeMask.of(text);
        if (EVIDENCE.matcher(WorkBudget.watch(masked.text())).find()) {
            return masked.restore(stripped(masked.text()));
        }
        return ENTITY.matcher(WorkBudget.watch(masked.text())).find()
                ? masked.restore(Entity.decode(ENTITY, masked.text()))
                : text;
    }

    private static String stripped(String html) {
        Document document = Jsoup.parse(NO_TAG.matcher(WorkBudget.watch(html)).replaceAll("&lt;"));
        String content = TextWalker.content(document);
        return content.isBlank() ? document.wholeText().strip() : content;
    }
}
