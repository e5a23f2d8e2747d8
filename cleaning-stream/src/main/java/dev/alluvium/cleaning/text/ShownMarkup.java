package dev.alluvium.cleaning.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a text that shows tags, as programs, data and sentences about HTML do, from one that is written with them. */
final class ShownMarkup {
    /** Attributes of templates and components, which no page has: {@code className=}, {@code v-if=}, {@code ={…}}. */
    private static final Pattern TEMPLATE = Pattern.compile(
            "=\\s*\\{|\\{\\{|^\\{|\\bclassName=|\\bhtmlFor=|\\bv-[a-z]+|(?:^|\\s)[@:#*][a-zA-Z.]+=|\\[\\(|\\bth:[a-z]+=|\\bng-[a-z]+=");

    /** What stands before a tag that is part of a string of a program or of JSON. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?:[=(\\[+]|[\"'\\w]\\s?=|[\"']\\s*:|[\"'],|[{,]\\s*\\w+\\s*:|\\breturn|\\becho|\\bprint|\\s-{1,2}[a-zA-Z][\\w-]*)\\s*[\"'`]$"
                    + "|(?:^|\\n)[ \\t-]*[a-z_][\\w.-]*:\\s[\"']$"
                    + "|(?:\"\"\"|''')\\s*$|<<[-~]?[\"']?[A-Z_]{2,12}[\"']?\\n\\s*$");

    /** How pages of servers and XML begin to be programs. */
    private static final List<String> SCRIPTS = List.of(
            "<?php",
            "<?=",
            "<?xml ",
            "<%=",
            "<% ",
            "<%@",
            "{% ",
            "{%-",
            "{{range ",
            "{{if ",
            "{{#",
            "{{/",
            "{{end}}",
            "{{- ");

    /** Words that name what follows them. */
    private static final Set<String> NAMING = Set.of((""
                    + "a an the use uses using used does called named insert put write type add tag tags element elements like wrap close"
                    + " open replace remove")
            .split(" "));

    private static final Set<String> BEFORE = Set.of((""
                    + "a an the use uses using used with of in into inside within between via and or like called named is are does"
                    + " add adds insert put write type wrap wraps close closes open opens element elements tag tags by than this"
                    + " each every any no both from as to replace remove has have means not")
            .split(" "));
    private static final Set<String> AFTER = Set.of((""
                    + "tag tags element elements attribute attributes do does is are means mean stands with and or for in creates"
                    + " defines makes inside around needs has have must should can instead to at as items"
                    + " before after on")
            .split(" "));
    private static final Set<String> ENTITY_WORDS = Set.of(
            "entity",
            "entities",
            "do",
            "does",
            "mean",
            "means",
            "stands",
            "character",
            "instead",
            "is",
            "write",
            "use",
            "escape",
            "the",
            "type");
    /** Elements that hold no text of their own: text right in them is about them. */
    private static final Set<String> HOLDERS = Set.of("ul", "ol", "tr", "table", "tbody", "thead", "select", "dl");

    private static final int LOOK_BACK = 24;
    private static final int LONGEST_ENTITY = 12;

    private ShownMarkup() {}

    /** Whether tags, or entities, are shown in {@code text}, from which code is taken out. */
    static boolean isIn(String text) {
        return isIn(text, MarkupTag.in(text));
    }

    /** The same for a text whose tags are known. */
    static boolean isIn(String text, List<MarkupTag> tags) {
        if (isData(text) || SCRIPTS.stream().anyMatch(text::contains)) {
            return true;
        }
        boolean page = isWritten(text, tags);
        if (!page && isEntityNamed(text)) {
            return true;
        }
        Set<String> closed = closed(tags);
        int other = 0;
        int html = 0;
        for (MarkupTag tag : tags) {
            if (TEMPLATE.matcher(tag.attributes()).find()) {
                return true;
            }
            if (!page && (isLiteral(text, tag) || isQuoted(text, tag) || isNamed(text, tag) || holdsText(text, tag))) {
                return true;
            }
            boolean known = tag.isHtml();
            html += known && tag.closing() ? 1 : 0;
            other += !known
                            && !isOffice(tag)
                            && (tag.closing() || tag.attributes().endsWith("/"))
                            && (tag.closing() || !closed.contains(tag.written()))
                    ? 1
                    : 0;
        }
        return other > 0 && 2 * other >= html;
    }

    /** A JSON value. */
    private static boolean isData(String text) {
        String plain = text.strip();
        boolean object = plain.startsWith("{") && plain.endsWith("}");
        boolean array = plain.startsWith("[") && plain.endsWith("]");
        return (object && plain.indexOf(':') > 0 && plain.indexOf('"') > 0) || (array && plain.indexOf('"') > 0);
    }

    /** Whether all of a text is mark-up: it begins with a tag of HTML and ends with one. */
    private static boolean isWritten(String text, List<MarkupTag> tags) {
        if (tags.isEmpty()) {
            return false;
        }
        MarkupTag first = tags.get(0);
        MarkupTag last = tags.get(tags.size() - 1);
        return first.isHtml()
                && text.substring(0, first.start()).isBlank()
                && (tags.size() > 1 && text.substring(last.end()).isBlank());
    }

    private static Set<String> closed(List<MarkupTag> tags) {
        Set<String> closed = new HashSet<>();
        tags.stream().filter(MarkupTag::closing).forEach(tag -> closed.add(tag.written()));
        return closed;
    }

    /** Word processors put elements of their own into pages: {@code <o:p>}. */
    private static boolean isOffice(MarkupTag tag) {
        int colon = tag.written().indexOf(':');
        return colon > 0
                && Set.of("o", "v", "w", "st1", "m", "x").contains(tag.name().substring(0, colon));
    }

    private static boolean isLiteral(String text, MarkupTag tag) {
        return LITERAL.matcher(text.substring(Math.max(0, tag.start() - LOOK_BACK), tag.start()))
                .find();
    }

    /** A tag alone in quotes: {@code '<b>' || name}. */
    private static boolean isQuoted(String text, MarkupTag tag) {
        char before = tag.start() == 0 ? ' ' : text.charAt(tag.start() - 1);
        return tag.isHtml()
                && (before == '\'' || before == '"' || before == '`')
                && tag.end() < text.length()
                && text.charAt(tag.end()) == before;
    }

    /** Whether the word for a tag stands next to it, whatever its attributes. */
    private static boolean isCalled(String text, MarkupTag tag) {
        if (!tag.isHtml() || tag.closing()) {
            return false;
        }
        String after = text.substring(tag.end(), Math.min(text.length(), tag.end() + 3))
                .strip();
        String following = text.startsWith(" ", tag.end()) ? wordAfter(text, tag.end()) : null;
        return after.startsWith("标签")
                || after.startsWith("標籤")
                || after.startsWith("元素")
                || following != null
                        && Set.of("tag", "tags", "element", "elements").contains(following);
    }

    /** A tag alone between words that speak of it: {@code What does <br> do}, {@code the <div> tag}. */
    private static boolean isNamed(String text, MarkupTag tag) {
        if (isCalled(text, tag)) {
            return true;
        }
        if (!tag.attributes().isEmpty() && !tag.attributes().equals("/") || !(tag.isHtml() || tag.closing())) {
            return false;
        }
        char before = tag.start() == 0 ? ' ' : text.charAt(tag.start() - 1);
        char after = tag.end() == text.length() ? ' ' : text.charAt(tag.end());
        boolean between = before == ' ' && tag.start() > 1 && isHan(text.charAt(tag.start() - 2));
        if (between || isHan(before) || isHan(after)) {
            String around = text.substring(Math.max(0, tag.start() - 3), tag.start())
                    + '|'
                    + text.substring(tag.end(), Math.min(text.length(), tag.end() + 3));
            return around.matches(".*(?:标签|元素|标记|使用|用)\\s*\\|.*|.*\\|\\s*(?:标签|元素|标记|和\\s?<|与\\s?<).*");
        }
        boolean apart = (before == ' ' || before == '(' || before == '"' || before == '“')
                && (after == ' ' || ".,;:?!)\"”".indexOf(after) >= 0);
        if (!apart) {
            return false;
        }
        String previous = wordBefore(text, tag.start());
        String following = wordAfter(text, tag.end());
        if (following != null && Set.of("tag", "tags", "element", "elements").contains(following)) {
            return true;
        }
        boolean told = following != null && AFTER.contains(following);
        return NAMING.contains(previous)
                ? told || after != ' ' || following == null || tag.isVoid()
                : BEFORE.contains(previous) && (told || after != ' ');
    }

    /** Text right in a list or a table that stands in a line with the tag. */
    private static boolean holdsText(String text, MarkupTag tag) {
        int end = tag.end();
        return !tag.closing()
                && HOLDERS.contains(tag.name())
                && end + 1 < text.length()
                && text.charAt(end) == ' '
                && Character.isLetter(text.charAt(end + 1));
    }

    /** A character reference that is spoken of: {@code What does &nbsp; mean}. */
    private static boolean isEntityNamed(String text) {
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
            int end = at + 1;
            while (end < text.length() && end - at < LONGEST_ENTITY && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            boolean entity = end - at > 2 && end + 1 < text.length() && text.charAt(end) == ';';
            if (entity && at > 0 && text.charAt(at - 1) == ' ' && " .,?!)".indexOf(text.charAt(end + 1)) >= 0) {
                String following = wordAfter(text, end + 1);
                if (ENTITY_WORDS.contains(wordBefore(text, at))
                        && (following == null || ENTITY_WORDS.contains(following))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String wordBefore(String text, int end) {
        int to = end;
        while (to > 0 && end - to < 3 && !Character.isLetter(text.charAt(to - 1))) {
            to--;
        }
        int from = to;
        while (from > 0 && to - from < LOOK_BACK && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String wordAfter(String text, int start) {
        int from = start;
        while (from < text.length() && from - start < 2 && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && to - from < LOOK_BACK && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return to == from ? null : text.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }
}
