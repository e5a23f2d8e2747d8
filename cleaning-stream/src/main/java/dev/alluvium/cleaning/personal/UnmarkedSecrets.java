package dev.alluvium.cleaning.personal;

import java.util.Locale;
import java.util.Set;

/**
 * Passwords with nothing but a blank between them and their word: {@code password Hz7kk20p}, 密码Hz7kk20p. Prose has words
 * there, names of algorithms and of products with their versions, so that the value must be as only passwords are: letters and
 * digits that change places three times, or a mark among them; behind the Chinese word small letters before digits too, and
 * digits alone.
 */
final class UnmarkedSecrets {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 64;
    private static final int CHANGES = 3;
    private static final int LEAST_DIGITS = 3;
    private static final String MARKS = "!@#$%^&*";
    private static final Set<String> ALGORITHMS = Set.of(
            "sha256", "sha384", "sha512", "sha224", "base64", "aes128", "aes192", "aes256", "rsa2048", "rsa4096",
            "pbkdf2", "utf8mb4", "oauth20", "win2019", "win2016");

    private UnmarkedSecrets() {}

    /** Start of the password behind the word that ends at {@code end}, or -1. */
    static int start(CharSequence text, int end) {
        boolean chinese = end >= 2 && text.charAt(end - 1) >= 0x80;
        if (end < text.length() && text.charAt(end) != ' ' && !(chinese && isPassword(text.charAt(end)))) {
            return -1;
        }
        if (!SecretNames.isNamed(text, end)) {
            return -1;
        }
        int start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        if (isQuoted(text, start)) {
            return quoted(text, start);
        }
        return isSecret(text, start, end(text, start), chinese) ? start : -1;
    }

    /** Start of the value in the quotes behind {@code (} or "identified by" at {@code at}, or -1: with a digit, and no prose. */
    static int quoted(CharSequence text, int at) {
        int start = isQuoted(text, at) ? at + 1 : -1;
        int end = start < 0 ? -1 : end(text, start);
        boolean closed = end - start >= SHORTEST && end < text.length() && text.charAt(end) == text.charAt(start - 1);
        for (int i = start; closed && i < end; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                return start;
            }
        }
        return -1;
    }

    private static boolean isQuoted(CharSequence text, int at) {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    /** End of the value at {@code start}. */
    static int end(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && isPassword(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSecret(CharSequence text, int start, int end, boolean chinese) {
        if (end - start < SHORTEST || !Ascii.isAlphanumeric(text.charAt(start))) {
            return false;
        }
        int digits = 0;
        int small = 0;
        int changes = 0;
        boolean mark = false;
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            digits += Ascii.isDigit(c) ? 1 : 0;
            small += c >= 'a' && c <= 'z' ? 1 : 0;
            mark |= MARKS.indexOf(c) >= 0;
            changes += at > start && Ascii.isDigit(c) != Ascii.isDigit(text.charAt(at - 1)) ? 1 : 0;
        }
        boolean goesOn = end < text.length()
                && ".-_/(=:".indexOf(text.charAt(end)) >= 0
                && end + 1 < text.length()
                && Ascii.isAlphanumeric(text.charAt(end + 1));
        if (digits == 0 || goesOn) {
            return false;
        }
        boolean strong = (mark && digits < end - start - 1 && small > 0) || (changes >= CHANGES && small > 0);
        boolean plain = chinese
                && (digits == end - start || (changes == 1 && small + digits == end - start))
                && digits >= LEAST_DIGITS
                && !isCounted(text, end)
                && !ALGORITHMS.contains(text.subSequence(start, end).toString().toLowerCase(Locale.ROOT));
        return strong || plain;
    }

    /** 12345678位, 123456这样的: what is said about passwords. */
    private static boolean isCounted(CharSequence text, int end) {
        return end < text.length() && "位个次条种年天人元这等之类".indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isPassword(char c) {
        return Ascii.isAlphanumeric(c) || MARKS.indexOf(c) >= 0;
    }

    /** Where the password of SQL's {@code PASSWORD('…')} or {@code IDENTIFIED BY '…'} begins, whose first word ends at {@code end}; or -1. */
    static int inSql(CharSequence text, int end) {
        if (end < text.length() && text.charAt(end) == '(') {
            return SecretNames.isNamed(text, end) ? quoted(text, end + 1) : -1;
        }
        return SecretNames.ends(text, end + 4, "identified by ") ? quoted(text, end + 4) : -1;
    }
}
