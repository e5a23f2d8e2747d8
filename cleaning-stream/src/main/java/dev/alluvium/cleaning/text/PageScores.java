package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The points of a page's blocks: each paragraph gives its own to those that hold it, less to those further out. */
final class PageScores {
    private static final Pattern POSITIVE =
            Pattern.compile("article|body|content|entry|hentry|h-entry|main|page|post|text|blog|story");
    private static final Pattern NEGATIVE = Pattern.compile(
            "-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer"
                    + "|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget");
    private static final Map<String, Integer> BASE = Map.ofEntries(
            Map.entry("div", 5),
            Map.entry("pre", 3),
            Map.entry("td", 3),
            Map.entry("blockquote", 3),
            Map.entry("address", -3),
            Map.entry("ol", -3),
            Map.entry("ul", -3),
            Map.entry("dl", -3),
            Map.entry("dd", -3),
            Map.entry("dt", -3),
            Map.entry("li", -3),
            Map.entry("form", -3),
            Map.entry("th", -5));
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "td", "pre", "div", "section", "article", "blockquote", "main", "center", "body");
    private static final int LEAST = 25;
    private static final int LEVELS = 5;

    private PageScores() {}

    /** Gives the points and says which blocks have any. */
    static List<PageBlock> give(PageBlock body) {
        Set<PageBlock> scored = Collections.newSetFromMap(new IdentityHashMap<>());
        List<PageBlock> order = new ArrayList<>();
        List<PageBlock> open = new ArrayList<>(List.of(body));
        while (!open.isEmpty()) {
            PageBlock block = open.remove(open.size() - 1);
            open.addAll(block.children());
            if (block.own() < LEAST || !PARAGRAPHS.contains(block.name()) || 2 * block.ownLinks() > block.own()) {
                continue;
            }
            double points = 1 + block.ownCommas() + Math.min(block.own() / 100, 3);
            boolean holds = block.children().stream().anyMatch(child -> child.length() > 0);
            PageBlock up = holds ? block : block.parent();
            for (int level = 0; up != null && level < LEVELS; level++, up = up.parent()) {
                if (scored.add(up)) {
                    up.score(base(up));
                    order.add(up);
                }
                up.score(points / (level == 0 ? 1 : level == 1 ? 2 : level * 3));
            }
        }
        return order;
    }

    private static double base(PageBlock block) {
        int base = block.isHeading() ? -5 : BASE.getOrDefault(block.name(), 0);
        return base + names(block);
    }

    /** What a block's names say for it or against it. */
    static int names(PageBlock block) {
        return names(block.element().className())
                + names(block.element().id())
                + (block.element().attr("itemprop").equals("articleBody") ? 50 : 0);
    }

    private static int names(String names) {
        if (names.isEmpty()) {
            return 0;
        }
        String lower = names.toLowerCase(Locale.ROOT);
        return (NEGATIVE.matcher(lower).find() ? -25 : 0)
                + (POSITIVE.matcher(lower).find() ? 25 : 0);
    }
}
