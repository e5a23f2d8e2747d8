package dev.alluvium.model.jinja;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a text that answer a question about it: what it begins with, where something stands, what it is made
 * of.
 */
final class TextPredicates {
    private TextPredicates() {}

    static @Nullable Function method(String text, String name) {
        return switch (name) {
            case "startswith" -> a -> any(a, part -> cut(text, a).startsWith(part));
            case "endswith" -> a -> any(a, part -> cut(text, a).endsWith(part));
            case "find" -> a -> found(text, a, false);
            case "rfind" -> a -> found(text, a, true);
            case "index" -> a -> sure(found(text, a, false));
            case "rindex" -> a -> sure(found(text, a, true));
            case "count" -> a -> count(cut(text, a), a.required(0, "sub"));
            case "isdigit" -> a -> all(text, Character::isDigit);
            case "isdecimal" -> a -> all(text, Character::isDigit);
            case "isnumeric" -> a -> all(text, TextPredicates::numeric);
            case "isalpha" -> a -> all(text, Character::isLetter);
            case "isalnum" -> a -> all(text, c -> Character.isLetter(c) || numeric(c));
            case "isspace" -> a -> all(text, Python::space);
            case "isascii" -> a -> text.codePoints().allMatch(c -> c < 128);
            case "isupper" -> a -> cased(text, Character::isUpperCase, Character::isLowerCase);
            case "islower" -> a -> cased(text, Character::isLowerCase, Character::isUpperCase);
            case "istitle" ->
                a -> text.codePoints().anyMatch(Character::isLetter)
                        && TextMethods.title(text).equals(text);
            default -> null;
        };
    }

    private static boolean all(String text, IntPredicate kind) {
        return !text.isEmpty() && text.codePoints().allMatch(kind);
    }

    private static boolean cased(String text, IntPredicate wanted, IntPredicate other) {
        return text.codePoints().anyMatch(wanted) && text.codePoints().noneMatch(other);
    }

    private static boolean numeric(int c) {
        return Character.isDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    private static boolean any(Arguments arguments, java.util.function.Predicate<String> test) {
        Object what = arguments.get(0, "prefix");
        return what instanceof List<?> several
                ? several.stream().anyMatch(each -> test.test(Python.text(each)))
                : test.test(arguments.required(0, "prefix"));
    }

    /** The text from the second argument to the third, in characters. */
    private static String cut(String text, Arguments arguments) {
        if (!arguments.has(1, "start")) {
            return text;
        }
        return (String) Members.slice(text, arguments.whole(1, "start"), arguments.whole(2, "end"), null);
    }

    private static long found(String text, Arguments arguments, boolean last) {
        String part = arguments.required(0, "sub");
        String within = cut(text, arguments);
        int at = last ? within.lastIndexOf(part) : within.indexOf(part);
        if (at < 0) {
            return -1;
        }
        Long start = arguments.whole(1, "start");
        int size = text.codePointCount(0, text.length());
        long from = start == null ? 0 : start < 0 ? Math.max(0, start + size) : start;
        return from + within.codePointCount(0, at);
    }

    private static long sure(long at) {
        if (at < 0) {
            throw new JinjaException("substring not found");
        }
        return at;
    }

    private static long count(String text, String part) {
        if (part.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
