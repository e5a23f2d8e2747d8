package dev.alluvium.ingest.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links that Markdown shows nowhere, by which comments are written, and the names and values in them. */
final class LinkComments {
    private static final int MOST_LINES_OF_A_COMMENT = 20;
    private static final String COLON = "[:\uFF1A\uFE55\uFE30\u2236]";
    private static final String BLANK = "[\\s\u3000\u00A0]";
    private static final Pattern LINK_COMMENT = Pattern.compile(
            "(?s)\\[(?://|comment|_metadata_)]:\\s*(?:#|<#?>)\\s*" + "(?:\\((.*)\\)|\"(.*)\"|'(.*)'|（(.*)）)\\s*");

    private static final Pattern LINK_COMMENT_BEGINS =
            Pattern.compile("\\[(?://|comment|_metadata_)]:\\s*(?:#|<#?>)\\s*[(\"'（].*");

    /** A name holds a letter: {@code 10:30} is a time. */
    private static final Pattern NAME = Pattern.compile("(?:^|[\\s\u3000\u00A0,，;；、|])"
            + "((?=[\\p{N}_.-]{0,63}\\p{L})[\\p{L}\\p{N}_.-]{1,64})" + BLANK + "?" + COLON + "(?!//|\\\\)");

    private LinkComments() {}

    /** Link comments, each of them a line or more, before anything else in {@code text}. */
    static FrontMatter of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder open = new StringBuilder();
        int opened = 0;
        int taken = 0;
        int number = 0;
        for (int at = 0; at < text.length() && at < FrontMatter.LONGEST; number++) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            boolean begins = open.isEmpty();
            if (begins && line.isEmpty()) {
                at = end < 0 ? text.length() : end + 1;
                continue;
            }
            if (begins ? !LINK_COMMENT_BEGINS.matcher(line).matches() : line.isEmpty()) {
                break;
            }
            opened = begins ? number : opened;
            Matcher comment =
                    LINK_COMMENT.matcher(open.append(begins ? "" : "\n").append(line));
            if (comment.matches()) {
                pairs(content(comment), values);
                taken = number + 1;
                open.setLength(0);
            } else if (number - opened >= MOST_LINES_OF_A_COMMENT) {
                break;
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return taken == 0 ? FrontMatter.NONE : new FrontMatter(values, taken);
    }

    private static String content(Matcher comment) {
        for (int group = 1; group <= comment.groupCount(); group++) {
            String content = comment.group(group);
            if (content != null) {
                return content;
            }
        }
        return "";
    }

    /** Names with a colon behind them, each with what stands before the next name; nothing where a remark begins otherwise. */
    private static void pairs(String content, Map<String, String> values) {
        Matcher names = NAME.matcher(content.strip());
        String plain = content.strip();
        String name = null;
        int from = 0;
        while (names.find()) {
            if (name == null && names.start() > 0) {
                return;
            }
            put(values, name, plain.substring(from, names.start()));
            name = names.group(1);
            from = names.end();
        }
        put(values, name, plain.substring(from));
    }

    private static void put(Map<String, String> values, @Nullable String name, String value) {
        String plain = trimmed(value);
        if (name != null && !plain.isEmpty()) {
            FrontMatter.merge(values, name, plain);
        }
    }

    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && (isBlank(value.charAt(to - 1)) || ",，;；、|".indexOf(value.charAt(to - 1)) >= 0)) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
