package dev.alluvium.cleaning.personal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail addresses whose {@code @} or full stops are written otherwise, so that programs do not gather them:
 * {@code name [at] host [dot] com}, {@code name at host dot com}, {@code name#qq.com}, 某某艾特qq点com.
 */
final class ObfuscatedEmails {
    private static final int MOST_LABELS = 5;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_MARK = 8;
    private static final List<String> DOTS = List.of(
            "[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", " [dot] ", " (dot) ", " {dot} ", " dot ", "点", " 点 ", "[点]",
            "(点)", "。");
    /** Hosts with which an address is one without doubt. */
    private static final Set<String> PROVIDERS = Set.of(
            "qq.com",
            "vip.qq.com",
            "foxmail.com",
            "163.com",
            "126.com",
            "yeah.net",
            "139.com",
            "189.cn",
            "sina.com",
            "sina.cn",
            "sohu.com",
            "aliyun.com",
            "gmail.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "proton.me",
            "protonmail.com",
            "aol.com",
            "yandex.ru",
            "mail.ru");
    /** Behind " at " and before " dot " no host. */
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "this", "that", "each", "every", "dot", "one");

    private static final Set<String> TOPS = Set.of(
            "com", "org", "net", "edu", "gov", "cn", "io", "de", "fr", "uk", "ru", "jp", "us", "eu", "info", "me", "ai",
            "dev", "co");

    private ObfuscatedEmails() {}

    /** Whether the word "at" may stand in the bracket at {@code open}: one look at its first letter. */
    static boolean mayBeBracketed(CharSequence text, int open) {
        int inside = open + 1 < text.length() && text.charAt(open + 1) == ' ' ? open + 2 : open + 1;
        char first = inside < text.length() ? text.charAt(inside) : ' ';
        return first == 'a' || first == 'A' || first == '@' || first == '艾';
    }

    /** The address whose "at" stands in the bracket that opens at {@code open}, or null. */
    static @Nullable PersonalSpan bracketed(CharSequence text, int open) {
        int at = skip(text, open + 1);
        int mark = markEnd(text, at);
        int close = mark < 0 ? -1 : skip(text, mark);
        boolean closed = close > 0 && close < text.length() && "])}）】".indexOf(text.charAt(close)) >= 0;
        return closed ? between(text, before(text, open), skip(text, close + 1), false) : null;
    }

    private static int markEnd(CharSequence text, int at) {
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if (c == '@') {
            return at + 1;
        }
        boolean latin = at + 1 < text.length() && Ascii.lower(c) == 'a' && Ascii.lower(text.charAt(at + 1)) == 't';
        return latin || Ascii.startsWith(text, "艾特", at) ? at + 2 : -1;
    }

    /** The address whose word "at" is at {@code at} with blanks around it, or null: with a word "dot" in it, and no prose. */
    static @Nullable PersonalSpan worded(CharSequence text, int at) {
        if (at < 2 || text.charAt(at - 1) != ' ' || at + 3 >= text.length() || text.charAt(at + 2) != ' ') {
            return null;
        }
        int host = at + 3;
        int end = host;
        while (end < text.length() && end - host < LONGEST_LABEL && isLabel(text.charAt(end))) {
            end++;
        }
        boolean dot = Ascii.startsWith(text, " dot ", end)
                || Ascii.startsWith(text, " DOT ", end)
                || Ascii.startsWith(text, "[dot]", end)
                || Ascii.startsWith(text, "(dot)", end);
        boolean name = dot && !ARTICLES.contains(lower(text, host, end));
        PersonalSpan found = name ? between(text, at - 1, host, true) : null;
        // "sold at ebay dot com": a word alone before it is prose
        return found != null && isWord(text, found.start(), at - 1) ? null : found;
    }

    /** The address with a sign in the place of its {@code @}, from {@code at} to {@code end}; only at a large provider, or null. */
    static @Nullable PersonalSpan signed(CharSequence text, int at, int end) {
        int from = skip(text, end);
        int start = Emails.start(text, before(text, at));
        if (start == before(text, at)) {
            return null;
        }
        int last = domainEnd(text, from);
        return last > 0 && PROVIDERS.contains(plain(text, from, last))
                ? new PersonalSpan(PersonalType.EMAIL, start, last)
                : null;
    }

    private static @Nullable PersonalSpan between(CharSequence text, int before, int from, boolean known) {
        int start = start(text, before);
        int end = start < before ? domainEnd(text, from) : -1;
        if (end < 0) {
            return null;
        }
        int top = end;
        while (Ascii.isLetter(text.charAt(top - 1))) {
            top--;
        }
        return !known || TOPS.contains(lower(text, top, end)) ? new PersonalSpan(PersonalType.EMAIL, start, end) : null;
    }

    /** Start of the local part that ends at {@code end}, words "dot" in it included. */
    private static int start(CharSequence text, int end) {
        int start = Emails.start(text, end);
        for (int labels = 1; labels < MOST_LABELS && start < end; labels++) {
            int dot = dotBefore(text, start);
            int before = dot < 0 ? start : Emails.start(text, dot);
            if (dot < 0 || before == dot) {
                return start;
            }
            start = before;
        }
        return start;
    }

    private static int dotBefore(CharSequence text, int end) {
        for (String dot : DOTS) {
            if (dot.length() > 1 && startsWith(text, dot, end - dot.length())) {
                return end - dot.length();
            }
        }
        return -1;
    }

    /** End of a domain that begins at {@code from} and of which a full stop at least is written as a word, or -1. */
    static int hiddenEnd(CharSequence text, int from) {
        int end = domainEnd(text, from);
        for (int at = from; at < end; at++) {
            char c = text.charAt(at);
            if (!isLabel(c) && c != '.') {
                return end;
            }
        }
        return -1;
    }

    /** End of a domain that begins at {@code from} and whose full stops may be written as words, or -1. */
    private static int domainEnd(CharSequence text, int from) {
        int at = from;
        int top = from;
        for (int labels = 0; labels < MOST_LABELS; labels++) {
            int end = at;
            while (end < text.length() && end - at < LONGEST_LABEL && isLabel(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                return -1;
            }
            top = at;
            at = end;
            int dot = dotEnd(text, end);
            if (dot < 0 || dot >= text.length() || !Ascii.isAlphanumeric(text.charAt(dot))) {
                break;
            }
            at = dot;
        }
        int letters = top;
        while (letters < text.length() && Ascii.isLetter(text.charAt(letters)) && letters - top < LONGEST_MARK) {
            letters++;
        }
        return top > from && letters == at && letters - top >= 2 ? at : -1;
    }

    private static int dotEnd(CharSequence text, int at) {
        if (at < text.length() && text.charAt(at) == '.') {
            return at + 1;
        }
        for (String dot : DOTS) {
            if (startsWith(text, dot, at)) {
                return at + dot.length();
            }
        }
        return -1;
    }

    /** Whether {@code part}, in lower case, stands at {@code at} in any case. */
    private static boolean startsWith(CharSequence text, String part, int at) {
        return at >= 0 && at + part.length() <= text.length() && SecretNames.ends(text, at + part.length(), part);
    }

    private static int skip(CharSequence text, int at) {
        return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
    }

    private static int before(CharSequence text, int at) {
        return at > 0 && text.charAt(at - 1) == ' ' ? at - 1 : at;
    }

    private static String lower(CharSequence text, int from, int end) {
        return text.subSequence(from, end).toString().toLowerCase(Locale.ROOT);
    }

    /** The domain with full stops in the place of words. */
    private static String plain(CharSequence text, int from, int end) {
        String domain = lower(text, from, end);
        for (String dot : DOTS) {
            domain = domain.replace(dot, ".");
        }
        return domain;
    }

    private static boolean isWord(CharSequence text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Ascii.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(char c) {
        return Ascii.isAlphanumeric(c) || c == '-';
    }
}
