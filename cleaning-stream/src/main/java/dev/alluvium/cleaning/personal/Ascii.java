package dev.alluvium.cleaning.personal;

/** Character classes by table and comparison: the scanner asks for them at every character. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(int c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    static boolean isAlphanumeric(int c) {
        return isDigit(c) || isLetter(c);
    }

    static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** {@code c} as a small letter if it is a Latin capital. */
    static char lower(char c) {
        return isUpper(c) ? (char) (c + 32) : c;
    }

    /** Whether {@code part} stands at {@code at}. */
    static boolean startsWith(CharSequence text, String part, int at) {
        if (at < 0 || at + part.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.charAt(at + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of {@code part} from {@code from} on, or -1. */
    static int indexOf(CharSequence text, String part, int from) {
        for (int at = from; at + part.length() <= text.length(); at++) {
            if (startsWith(text, part, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Length of the run of digits that begins at {@code from}. */
    static int digits(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    /** The number that {@code count} digits at {@code from} spell; at most nine of them. */
    static int number(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /** Whether a number that ends here is whole: no letter, digit or decimal goes on. */
    static boolean endsWhole(CharSequence text, int end) {
        if (end >= text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean decimal = (next == '.' || next == ',') && end + 1 < text.length() && isDigit(text.charAt(end + 1));
        return !isAlphanumeric(next) && next != '_' && !decimal;
    }

    /** Whether a number ends here: as {@link #endsWhole}, and an underscore may follow. */
    static boolean endsNumber(CharSequence text, int end) {
        return (end < text.length() && text.charAt(end) == '_') || endsWhole(text, end);
    }

    /** Whether a number that starts here is whole: no identifier, no decimal. */
    static boolean startsWhole(CharSequence text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        boolean decimal = (before == '.' || before == ',') && start > 1 && isDigit(text.charAt(start - 2));
        return !isAlphanumeric(before) && before != '_' && !decimal;
    }
}
