package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tag as it is written in a text.
 *
 * @param start where its {@code <} stands
 * @param end behind its {@code >}
 * @param written its name as it is written
 * @param closing whether it is an end tag
 * @param attributes what stands behind the name, without white space at both ends
 */
record MarkupTag(int start, int end, String written, boolean closing, String attributes) {
    /** Elements of HTML, those that are obsolete included. */
    private static final Set<String> HTML = Set.of((""
                    + "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas"
                    + " caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed"
                    + " fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr"
                    + " html i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noframes"
                    + " noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp"
                    + " script section select slot small source span strike strong style sub summary sup svg table tbody td"
                    + " template textarea tfoot th thead time title tr track tt u ul var video wbr")
            .split(" "));

    /** Elements whose names are also what a command's help writes in angle brackets. */
    private static final Set<String> WORDS = Set.of((""
                    + "address article base button canvas caption code data details dialog dir font form frame header"
                    + " input label legend link main map mark menu meta meter object option output param picture progress"
                    + " script section select slot source style summary table template time title track var video audio"
                    + " body head footer")
            .split(" "));

    private static final Set<String> VOID =
            Set.of("area base br col embed frame hr img input link meta param source track wbr".split(" "));

    /** The tags of a text in their order; none begins inside of another, nor inside of a script. */
    static List<MarkupTag> in(CharSequence text) {
        List<MarkupTag> tags = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            MarkupTag tag = text.charAt(at) == '<' ? at(text, at) : null;
            if (tag != null) {
                tags.add(tag);
            }
            at = tag == null ? at + 1 : tag.end();
        }
        return tags;
    }

    /** The tag that begins at a {@code <}, which no second {@code <} may interrupt; null if it is none. */
    private static @Nullable MarkupTag at(CharSequence text, int start) {
        boolean closing = start + 1 < text.length() && text.charAt(start + 1) == '/';
        int from = closing ? start + 2 : start + 1;
        int to = from;
        while (to < text.length() && isNamePart(text.charAt(to), to > from)) {
            to++;
        }
        if (to == from || to >= text.length() || !isAfterName(text.charAt(to))) {
            return null;
        }
        char quote = 0;
        for (int i = to; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                return null;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                String name = text.subSequence(from, to).toString();
                return new MarkupTag(
                        start,
                        i + 1,
                        name,
                        closing,
                        text.subSequence(to, i).toString().strip());
            } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return null;
    }

    private static boolean isNamePart(char c, boolean inside) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (inside && ((c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.' || c == '_'));
    }

    private static boolean isAfterName(char c) {
        return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /** Its name in lower case. */
    String name() {
        return written.toLowerCase(Locale.ROOT);
    }

    /** Whether HTML has such an element, written in one case: {@code <Button>} is a component of some program. */
    boolean isHtml() {
        boolean oneCase = written.equals(name()) || written.equals(written.toUpperCase(Locale.ROOT));
        return oneCase && HTML.contains(name());
    }

    /** Whether it needs no end tag. */
    boolean isVoid() {
        return VOID.contains(name()) || attributes.endsWith("/");
    }

    /** Whether its name is a word that stands in angle brackets elsewhere too. */
    boolean isWord() {
        return WORDS.contains(name());
    }
}
