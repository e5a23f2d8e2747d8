package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** An element of a page that makes a block, with what its text is like: how long, how much of it in links, how many sentences. */
final class PageBlock {
    private static final Set<String> NEVER = Set.of((""
                    + "script style noscript template iframe svg canvas nav footer aside menu button select input textarea object embed"
                    + " audio video map dialog link meta rp datalist head applet label")
            .split(" "));
    private static final Set<String> ROLES = Set.of(
            "menu",
            "menubar",
            "complementary",
            "navigation",
            "alert",
            "alertdialog",
            "dialog",
            "banner",
            "contentinfo",
            "search");
    private static final Pattern UNLIKELY = Pattern.compile(
            "-ad-|^ads?[-_ ]|[-_ ]ads?$|ai2html|banner|breadcrumb|combx|comment|community"
                    + "|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social"
                    + "|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|subscribe|cookie|consent|share|sharing"
                    + "|outbrain|taboola|promo|navbar|nav-|-nav|toolbar|teaser|recommend|read-more|readmore|most-read|trending|byline|author-bio"
                    + "|author-info|post-meta|entry-meta|tags|taglist|widget|signup|paywall|caption|credit|slideshow|timestamp|hidden|screen-reader|sr-only|noprint");
    private static final Pattern MAYBE = Pattern.compile("and|article|body|column|content|main|mathjax|shadow");
    private static final Pattern HIDDEN = Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden");

    private final Element element;
    private final @Nullable PageBlock parent;
    private final List<PageBlock> children = new ArrayList<>();
    private final Set<Element> pruned;

    /** Of all text in it; a Chinese, Japanese or Korean character counts twice. */
    private int length;

    private int links;
    private int sentences;
    private int commas;
    private int own;
    private int ownCommas;
    private int ownLinks;
    private int paragraphs;
    private int items;
    private int images;
    private int headings;
    private double score;
    private boolean scored;

    private PageBlock(Element element, @Nullable PageBlock parent, Set<Element> pruned) {
        this.element = element;
        this.parent = parent;
        this.pruned = pruned;
    }

    /**
     * The blocks of a page.
     *
     * @param strict whether what has the names of menus, comments and advertisement is left out
     */
    static PageBlock of(Element body, boolean strict) {
        PageBlock root = new PageBlock(body, null, Collections.newSetFromMap(new IdentityHashMap<>()));
        body.filter(new Builder(root, strict));
        return root;
    }

    /** How much a text says: its characters without white space, of Chinese, Japanese and Korean each twice. */
    static int weight(String text) {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            weight += c <= ' ' || c == '\u00A0' ? 0 : c >= 0x2E80 ? 2 : 1;
        }
        return weight;
    }

    private static final class Builder implements NodeFilter {
        private final boolean strict;
        private PageBlock open;
        private int inLink;

        Builder(PageBlock root, boolean strict) {
            this.open = root;
            this.strict = strict;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode leaf) {
                open.add(leaf.getWholeText(), inLink > 0);
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element) || element == open.element) {
                return FilterResult.CONTINUE;
            }
            String name = element.normalName();
            if (isLeftOut(element, name)) {
                open.pruned.add(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            inLink += name.equals("a") && element.hasAttr("href") ? 1 : 0;
            open.images += name.equals("img") ? 1 : 0;
            if (isBlock(name)) {
                PageBlock block = new PageBlock(element, open, open.pruned);
                open.children.add(block);
                open = block;
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                inLink -= element.normalName().equals("a") && element.hasAttr("href") ? 1 : 0;
                PageBlock up = open.parent;
                if (element == open.element && up != null) {
                    up.take(open);
                    open = up;
                }
            }
            return FilterResult.CONTINUE;
        }

        private boolean isLeftOut(Element element, String name) {
            if (NEVER.contains(name)) {
                return true;
            }
            if (element.attributesSize() == 0) {
                return false;
            }
            if (element.hasAttr("hidden")
                    || element.attr("aria-hidden").equals("true")
                    || ROLES.contains(element.attr("role"))
                    || HIDDEN.matcher(element.attr("style")).find()) {
                return true;
            }
            if (!strict || name.equals("a") || name.equals("body") || name.equals("article") || name.equals("main")) {
                return false;
            }
            String names = (element.className() + ' ' + element.id()).toLowerCase(Locale.ROOT);
            return names.length() > 1
                    && UNLIKELY.matcher(names).find()
                    && !MAYBE.matcher(names).find();
        }
    }

    private static boolean isBlock(String name) {
        return !name.equals("br")
                && !name.equals("hr")
                && (TextWalker.BLOCKS.contains(name) || name.equals("td") || name.equals("th"));
    }

    private void add(String text, boolean link) {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\u00A0') {
                continue;
            }
            weight += c >= 0x2E80 ? 2 : 1;
            if (c == ',' || c == '，' || c == '、' || c == '；') {
                ownCommas++;
            } else if (c == '。'
                    || ((c == '.' || c == '!' || c == '?')
                            && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1))))) {
                sentences++;
            }
        }
        own += weight;
        length += weight;
        ownLinks += link ? weight : 0;
        links += link ? weight : 0;
    }

    private void take(PageBlock child) {
        child.commas += child.ownCommas;
        length += child.length;
        links += child.links;
        sentences += child.sentences;
        commas += child.commas;
        paragraphs += child.paragraphs + (child.name().equals("p") ? 1 : 0);
        items += child.items + (child.name().equals("li") ? 1 : 0);
        images += child.images;
        headings += child.headings + (child.isHeading() ? child.length : 0);
    }

    boolean isHeading() {
        String name = name();
        return name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
    }

    boolean isBelow(PageBlock other) {
        for (PageBlock up = parent; up != null; up = up.parent) {
            if (up == other) {
                return true;
            }
        }
        return false;
    }

    void score(double points) {
        scored = true;
        score += points;
    }

    boolean isScored() {
        return scored;
    }

    /** Its points, scaled by what of its text is no link. */
    double rank() {
        return score * (1 - linkDensity());
    }

    double linkDensity() {
        return length == 0 ? 0 : (double) links / length;
    }

    Element element() {
        return element;
    }

    String name() {
        return element.normalName();
    }

    @Nullable PageBlock parent() {
        return parent;
    }

    List<PageBlock> children() {
        return children;
    }

    Set<Element> pruned() {
        return pruned;
    }

    int length() {
        return length;
    }

    int links() {
        return links;
    }

    int sentences() {
        return sentences;
    }

    int commas() {
        return commas;
    }

    int own() {
        return own;
    }

    int ownLinks() {
        return ownLinks;
    }

    int ownCommas() {
        return ownCommas;
    }

    int paragraphs() {
        return paragraphs;
    }

    int items() {
        return items;
    }

    int images() {
        return images;
    }

    int headings() {
        return headings;
    }
}
