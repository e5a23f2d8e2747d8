package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of a text that give texts. */
final class TextMethods {
    private final String text;
    private final Budget budget;

    TextMethods(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Nullable Function method(String name) {
        return switch (name) {
            case "strip" -> a -> Python.strip(text, a.text(0, "chars"));
            case "lstrip" -> a -> Python.stripLeft(text, a.text(0, "chars"));
            case "rstrip" -> a -> Python.stripRight(text, a.text(0, "chars"));
            case "split" -> a -> TextSplit.split(text, a.text(0, "sep"), a.integer(1, "maxsplit", -1), budget);
            case "rsplit" -> a -> TextSplit.fromRight(text, a.text(0, "sep"), a.integer(1, "maxsplit", -1), budget);
            case "splitlines" -> a -> TextSplit.lines(text, a.flag(0, "keepends"), budget);
            case "partition" ->
                a -> TextSplit.partition(text, a.required(0, "sep"), text.indexOf(a.required(0, "sep")));
            case "rpartition" ->
                a -> TextSplit.partition(text, a.required(0, "sep"), text.lastIndexOf(a.required(0, "sep")));
            case "removeprefix" ->
                a -> {
                    String prefix = a.required(0, "prefix");
                    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                };
            case "removesuffix" ->
                a -> {
                    String suffix = a.required(0, "suffix");
                    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
                };
            case "replace" ->
                a -> replace(text, a.required(0, "old"), a.required(1, "new"), a.integer(2, "count", -1), budget);
            case "join" -> a -> join(text, a.get(0, "iterable"), budget);
            case "format" -> a -> TextFormat.braces(text, a, budget);
            default -> cases(name);
        };
    }

    private @Nullable Function cases(String name) {
        return switch (name) {
            case "upper" -> a -> text.toUpperCase(Locale.ROOT);
            case "lower", "casefold" -> a -> text.toLowerCase(Locale.ROOT);
            case "title" -> a -> title(text);
            case "capitalize" -> a -> capitalize(text);
            case "swapcase" -> a -> swapped(text);
            case "center" -> a -> padded(a, Side.BOTH);
            case "ljust" -> a -> padded(a, Side.RIGHT);
            case "rjust" -> a -> padded(a, Side.LEFT);
            case "zfill" -> this::zeros;
            default -> null;
        };
    }

    /** On which side a text is padded. */
    private enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    private String padded(Arguments arguments, Side side) {
        String with = arguments.text(1, "fillchar");
        return padded(text, arguments.integer(0, "width", 0), with == null ? " " : with, side, budget);
    }

    static String centred(String text, int width, Budget budget) {
        return padded(text, width, " ", Side.BOTH, budget);
    }

    private static String padded(String text, int width, String with, Side side, Budget budget) {
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        budget.text((long) missing + text.length());
        // CPython puts the odd one to the left where the width is odd.
        int left = side == Side.LEFT ? missing : side == Side.RIGHT ? 0 : missing / 2 + (missing & width & 1);
        return with.repeat(left) + text + with.repeat(missing - left);
    }

    private String zeros(Arguments arguments) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int missing = Math.max(0, arguments.integer(0, "width", 0) - text.codePointCount(0, text.length()));
        budget.text((long) missing + text.length());
        return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
    }

    static String replace(String text, String old, String with, int most, Budget budget) {
        if (old.isEmpty()) {
            return between(text, with, most, budget);
        }
        List<Object> pieces = TextSplit.pieces(text, old, most, budget);
        budget.text(text.length() + (pieces.size() - 1L) * Math.max(0, with.length() - old.length()));
        return join(with, pieces, budget);
    }

    /** What replacing nothing gives: the other text before each character and at the end. */
    private static String between(String text, String with, int most, Budget budget) {
        int[] points = text.codePoints().toArray();
        long places = most < 0 ? points.length + 1L : Math.min(most, points.length + 1L);
        budget.text(text.length() + places * with.length());
        StringBuilder replaced = new StringBuilder();
        for (int i = 0; i <= points.length; i++) {
            replaced.append(i < places ? with : "");
            if (i < points.length) {
                replaced.appendCodePoint(points[i]);
            }
        }
        return replaced.toString();
    }

    static String join(String separator, @Nullable Object items, Budget budget) {
        List<String> texts =
                Iteration.items(items, budget).stream().map(Python::text).toList();
        budget.text(texts.stream().mapToLong(String::length).sum() + (long) separator.length() * texts.size());
        return String.join(separator, texts);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return Character.toString(Character.toTitleCase(text.codePointAt(0)))
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean inside = false;
        for (char c : text.toCharArray()) {
            title.append(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return title.toString();
    }

    private static String swapped(String text) {
        StringBuilder swapped = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }
}
