package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The main content of a whole page: its article without menus, teasers, comments and notices around it. Paragraphs give points to
 * the elements that hold them, and the element with most of them, scaled by what of its text is no link, is the article, by the
 * algorithm that Arc90 published as Readability and Mozilla develops as Readability.js. What is in the article and no part of it is
 * taken out by its share of links and by its names. Every pass is linear in the page.
 */
public final class MainContent {
    private static final Pattern PAGE = Pattern.compile("<(?:html|head|body)[\\s>]", Pattern.CASE_INSENSITIVE);
    /** Stands for what was taken out of a page before: {@code <PHONE_1>}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<(?=[A-Z][A-Z_]{0,30}_\\d{1,6}>)");

    private static final int LONGEST_NOTE = 120;
    private static final int FIRST_LINES = 3;
    private static final Pattern NOTE = Pattern.compile(
            "(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?\\b[^.!?]{0,20}\\d.{0,80}"
                    + "|(?:photo|image|picture|foto|bild|video)s?(?: credit| by| courtesy)?\\s?[:：].{0,100}"
                    + "|(?:see|read|watch|find out) (?:more|also)\\b.{0,100}|(?:also read|related|recommended|more from|don.t miss)\\s?[:：].{0,100}"
                    + "|(?:tags?|filed under|topics|categories|category)\\s?[:：].{0,100}|(?:\\d+ )?comments?(?: \\(?\\d*\\)?)?"
                    + "|(?:share|share this|facebook|twitter|pinterest|email|whatsapp|print|linkedin|reddit|advertisement)"
                    + "|(?:来源|作者|编辑|责任编辑|责编|发布时间|更新时间|记者|图片来源|阅读|浏览|点击|标签|分享到)[:：].{0,60}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BYLINE =
            Pattern.compile("[Bb][Yy]:? \\p{Lu}[\\p{L}.'-]+(?: \\p{Lu}[\\p{L}.'-]+){0,3}.{0,50}");
    private static final int ENOUGH = 500;
    private static final int CANDIDATES = 5;
    private static final int ALTERNATIVES = 3;
    private static final double CLOSE = 0.75;

    private MainContent() {}

    /** Whether a text is a whole page: it begins with a tag, and has an element {@code html}, {@code head} or {@code body}. */
    public static boolean isPage(String text) {
        int begin = 0;
        while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return begin < text.length()
                && text.charAt(begin) == '<'
                && PAGE.matcher(WorkBudget.watch(text)).find();
    }

    /** The text of a page's main content; of all of its body where no part of it looks like content. */
    public static String of(String html) {
        Document page = Jsoup.parse(PLACEHOLDER.matcher(WorkBudget.watch(html)).replaceAll("&lt;"));
        TableText tables = TableText.of(page);
        String longest = "";
        for (Effort effort : Effort.values()) {
            String content = content(page, tables, effort);
            if (PageBlock.weight(content) >= ENOUGH) {
                return content;
            }
            longest = content.length() > longest.length() ? content : longest;
        }
        return longest.isBlank() ? TextWalker.content(page, false, tables) : longest;
    }

    /** How much is taken out: less and less, until enough is left. */
    enum Effort {
        ALL,
        KEEP_UNLIKELY,
        KEEP_MIXED
    }

    private static String content(Document page, TableText tables, Effort effort) {
        PageBlock body = PageBlock.of(page.body(), effort == Effort.ALL);
        List<PageBlock> scored = PageScores.give(body);
        PageBlock best = best(scored, body);
        List<PageBlock> article = best == body ? List.of(body) : withSiblings(best);
        Set<Element> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
        if (effort != Effort.KEEP_MIXED) {
            article.forEach(part -> PageCleaner.clean(part, page.title(), dropped));
        }
        StringBuilder text = new StringBuilder();
        Set<Element> pruned = body.pruned();
        pruned.addAll(dropped);
        for (PageBlock part : article) {
            text.append(TextWalker.content(part.element(), tables, pruned)).append('\n');
        }
        return withoutNotes(text.toString());
    }

    /** Lines that say who wrote an article and when, whose a picture is, and what else there is to read. */
    private static String withoutNotes(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        CodeSpans code = CodeSpans.of(text);
        int span = 0;
        int start = 0;
        int lines = 0;
        for (String line : text.split("\n", -1)) {
            String plain = line.strip();
            span = code.next(start, span);
            boolean note = plain.length() <= LONGEST_NOTE
                    && !code.covers(span, start)
                    && (NOTE.matcher(plain).matches()
                            || (lines < FIRST_LINES && BYLINE.matcher(plain).matches()));
            if (!note) {
                kept.append(line).append('\n');
                lines += plain.isEmpty() ? 0 : 1;
            }
            start += line.length() + 1;
        }
        return kept.toString().strip();
    }

    private static PageBlock best(List<PageBlock> scored, PageBlock body) {
        List<PageBlock> candidates = scored.stream()
                .sorted(Comparator.comparingDouble(PageBlock::rank).reversed())
                .limit(CANDIDATES)
                .toList();
        if (candidates.isEmpty()) {
            return body;
        }
        PageBlock best = common(candidates);
        double last = best.rank();
        double least = last / 3;
        for (PageBlock outer = best.parent(); outer != null && outer != body; outer = outer.parent()) {
            if (!outer.isScored()) {
                continue;
            }
            if (outer.rank() < least) {
                break;
            }
            if (outer.rank() > last) {
                best = outer;
                break;
            }
            last = outer.rank();
        }
        PageBlock up = best.parent();
        while (up != null && up != body && up.children().size() == 1) {
            best = up;
            up = up.parent();
        }
        return best;
    }

    /** The best candidate, or what holds it and several that are nearly as good. */
    private static PageBlock common(List<PageBlock> candidates) {
        PageBlock best = candidates.get(0);
        List<PageBlock> close = candidates.stream()
                .skip(1)
                .filter(each -> each.rank() >= CLOSE * best.rank())
                .toList();
        if (close.size() < ALTERNATIVES) {
            return best;
        }
        for (PageBlock up = best.parent(); up != null && up.parent() != null; up = up.parent()) {
            PageBlock holder = up;
            if (close.stream().filter(each -> each.isBelow(holder)).count() >= ALTERNATIVES) {
                return up;
            }
        }
        return best;
    }

    private static List<PageBlock> withSiblings(PageBlock best) {
        PageBlock parent = best.parent();
        if (parent == null) {
            return List.of(best);
        }
        double threshold = Math.max(10, best.rank() * 0.2);
        List<PageBlock> article = new ArrayList<>();
        for (PageBlock sibling : parent.children()) {
            if (sibling == best || belongs(sibling, best, threshold)) {
                article.add(sibling);
            }
        }
        return article;
    }

    private static boolean belongs(PageBlock sibling, PageBlock best, double threshold) {
        String className = best.element().className();
        double bonus =
                !className.isEmpty() && className.equals(sibling.element().className()) ? best.rank() * 0.2 : 0;
        if (sibling.isScored() && sibling.rank() + bonus >= threshold) {
            return true;
        }
        return sibling.name().equals("p")
                && (sibling.length() > 80
                        ? sibling.linkDensity() < 0.25
                        : sibling.length() > 0 && sibling.links() == 0 && sibling.sentences() > 0);
    }
}
