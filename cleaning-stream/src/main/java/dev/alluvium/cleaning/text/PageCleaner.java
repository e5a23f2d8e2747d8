package dev.alluvium.cleaning.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Takes out of an article what is in it and no part of it: lists of links, forms, captions, teasers. */
final class PageCleaner {
    private static final Set<String> MIXED =
            Set.of("div", "section", "table", "ul", "ol", "dl", "form", "fieldset", "center", "article");
    private static final int SHORT = 25;
    private static final int MANY_COMMAS = 10;

    private PageCleaner() {}

    /** Adds to {@code dropped} what of {@code article} is left out. */
    static void clean(PageBlock article, String title, Set<Element> dropped) {
        List<PageBlock> open = new ArrayList<>(article.children());
        while (!open.isEmpty()) {
            PageBlock block = open.remove(open.size() - 1);
            if (isLeftOut(block, title)) {
                dropped.add(block.element());
            } else {
                open.addAll(block.children());
            }
        }
    }

    private static boolean isLeftOut(PageBlock block, String title) {
        String name = block.name();
        if (name.equals("figure") || name.equals("figcaption")) {
            return block.length() < 500;
        }
        if (name.equals("h1") || (block.isHeading() && isTitle(block, title))) {
            return true;
        }
        if (block.isHeading()) {
            return PageScores.names(block) < 0;
        }
        if (name.equals("p") || name.equals("li")) {
            return block.length() > 0
                    && block.linkDensity() > 0.9
                    && block.length() > SHORT
                    && block.links() == block.length()
                    && name.equals("p");
        }
        return MIXED.contains(name) && isMixed(block);
    }

    private static boolean isTitle(PageBlock block, String title) {
        String heading = block.element().text().strip();
        return heading.length() > 10 && title.startsWith(heading);
    }

    private static boolean isMixed(PageBlock block) {
        int names = PageScores.names(block);
        if (names < 0) {
            return true;
        }
        if (block.commas() + block.ownCommas() >= MANY_COMMAS) {
            return false;
        }
        boolean list = block.name().equals("ul")
                || block.name().equals("ol")
                || block.name().equals("dl");
        double density = block.linkDensity();
        if (!list
                && !block.name().equals("table")
                && block.length() < SHORT
                && block.headings() < 0.9 * block.length()
                && block.images() != 1) {
            return true;
        }
        return names < 25 ? density > (list ? 0.4 : 0.2) : density > 0.5;
    }
}
