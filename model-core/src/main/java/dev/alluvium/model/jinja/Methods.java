package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's values that a template may call; none changes its value. */
final class Methods {
    private Methods() {}

    static @Nullable Function ofText(String text, String name, Budget budget) {
        return switch (name) {
            case "strip" -> a -> Python.strip(text, a.text(0, "chars"));
            case "lstrip" -> a -> Python.stripLeft(text, a.text(0, "chars"));
            case "rstrip" -> a -> Python.stripRight(text, a.text(0, "chars"));
            case "split" -> a -> split(text, a.text(0, "sep"), a.integer(1, "maxsplit", -1));
            case "splitlines" -> a -> text.lines().toList();
            case "startswith" -> a -> any(a, text::startsWith);
            case "endswith" -> a -> any(a, text::endsWith);
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
            case "upper" -> a -> text.toUpperCase(Locale.ROOT);
            case "lower" -> a -> text.toLowerCase(Locale.ROOT);
            case "title" -> a -> title(text);
            case "capitalize" -> a -> capitalize(text);
            case "find" -> a -> found(text, text.indexOf(a.required(0, "sub")));
            case "rfind" -> a -> found(text, text.lastIndexOf(a.required(0, "sub")));
            case "count" -> a -> (long) pieces(text, a.required(0, "sub"), -1).size() - 1;
            case "isdigit" -> a -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
            case "isalpha" -> a -> !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
            case "isspace" -> a -> !text.isEmpty() && text.codePoints().allMatch(Python::space);
            default -> null;
        };
    }

    static @Nullable Function ofList(List<?> items, String name) {
        return switch (name) {
            case "count" ->
                a -> items.stream()
                        .filter(each -> Python.same(each, a.get(0, "value")))
                        .count();
            case "index" ->
                a -> {
                    for (int i = 0; i < items.size(); i++) {
                        if (Python.same(items.get(i), a.get(0, "value"))) {
                            return (long) i;
                        }
                    }
                    throw new JinjaException(Python.shown(a.get(0, "value")) + " is not in the list");
                };
            case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
                a -> {
                    throw new JinjaException("a template may not change a list by " + name + "; use + or a filter");
                };
            default -> null;
        };
    }

    static @Nullable Function ofMap(Map<?, ?> entries, String name) {
        return switch (name) {
            case "items" -> a -> pairs(entries);
            case "keys" -> a -> new ArrayList<Object>(entries.keySet());
            case "values" -> a -> new ArrayList<Object>(entries.values());
            case "get" ->
                a -> entries.containsKey(a.get(0, "key")) ? entries.get(a.get(0, "key")) : a.get(1, "default");
            default -> null;
        };
    }

    static List<@Nullable Object> pairs(Map<?, ?> entries) {
        List<@Nullable Object> pairs = new ArrayList<>();
        entries.forEach((key, value) -> pairs.add(Arrays.asList(key, value)));
        return pairs;
    }

    private static boolean any(Arguments arguments, java.util.function.Predicate<String> test) {
        Object what = arguments.get(0, "prefix");
        return what instanceof List<?> several
                ? several.stream().anyMatch(each -> test.test(Python.text(each)))
                : test.test(arguments.required(0, "prefix"));
    }

    static List<Object> split(String text, @Nullable String separator, int most) {
        if (separator != null) {
            return pieces(text, separator, most);
        }
        List<Object> words = new ArrayList<>();
        String rest = Python.stripLeft(text, null);
        while (!rest.isEmpty() && words.size() != most) {
            int end = 0;
            while (end < rest.length() && !Python.space(rest.charAt(end))) {
                end++;
            }
            words.add(rest.substring(0, end));
            rest = Python.stripLeft(rest.substring(end), null);
        }
        if (!rest.isEmpty()) {
            words.add(Python.stripRight(rest, null));
        }
        return words;
    }

    private static List<Object> pieces(String text, String separator, int most) {
        if (separator.isEmpty()) {
            throw new JinjaException("an empty separator");
        }
        List<Object> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && pieces.size() != most; at = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    static String replace(String text, String old, String with, int most, Budget budget) {
        if (old.isEmpty()) {
            throw new JinjaException("replace wants a text to look for");
        }
        List<Object> pieces = pieces(text, old, most);
        budget.text(text.length() + (pieces.size() - 1L) * Math.max(0, with.length() - old.length()));
        return join(with, pieces, budget);
    }

    static String join(String separator, @Nullable Object items, Budget budget) {
        List<String> texts =
                Iteration.items(items, budget).stream().map(Python::text).toList();
        budget.text(texts.stream().mapToLong(String::length).sum() + (long) separator.length() * texts.size());
        return String.join(separator, texts);
    }

    static String capitalize(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
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

    private static long found(String text, int at) {
        return at < 0 ? -1 : text.codePointCount(0, at);
    }
}
