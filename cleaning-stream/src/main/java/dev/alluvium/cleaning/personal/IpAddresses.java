package dev.alluvium.cleaning.personal;

import java.util.Locale;

/**
 * Public IP addresses. Private, loopback, link-local and multicast ones are the same in every house and say nothing
 * about anybody. Versions and clause numbers look like addresses: they have the word next to them, or are small throughout
 * and stand behind a program's name or at the beginning of a line.
 */
final class IpAddresses {
    private static final int SMALL = 100;
    private static final String CLAUSES = "条款节章版项";

    private IpAddresses() {}

    /** End of the IPv4 address that begins at {@code start}, or -1. */
    static int v4(CharSequence text, int start, ContextCache contexts) {
        int[] bytes = new int[4];
        int at = start;
        for (int i = 0; i < bytes.length; i++) {
            int run = Ascii.digits(text, at);
            if (run < 1 || run > 3 || (run > 1 && text.charAt(at) == '0')) {
                return -1;
            }
            bytes[i] = Ascii.number(text, at, run);
            at += run;
            if (bytes[i] > 255 || (i < 3 && (at >= text.length() || text.charAt(at++) != '.'))) {
                return -1;
            }
        }
        boolean whole = Ascii.endsNumber(text, at) && isPublic(bytes) && !isVersion(text, start, at, bytes, contexts);
        return whole ? at : -1;
    }

    private static boolean isPublic(int[] b) {
        boolean reserved = b[0] == 0 || b[0] == 10 || b[0] == 127 || b[0] >= 224;
        boolean local = (b[0] == 172 && b[1] >= 16 && b[1] <= 31)
                || (b[0] == 192 && b[1] == 168)
                || (b[0] == 169 && b[1] == 254);
        return !reserved && !local;
    }

    private static boolean isVersion(CharSequence text, int start, int end, int[] bytes, ContextCache contexts) {
        NumberContext context = contexts.at(start);
        boolean clause = end < text.length() && CLAUSES.indexOf(text.charAt(skip(text, end))) >= 0;
        if (context.isOther(NumberTopic.IP) || context.isBeside(NumberTopic.VERSION) || clause) {
            return true;
        }
        int before = start > 0 && text.charAt(start - 1) == ' ' ? start - 1 : start;
        if (before > 0 && text.charAt(before - 1) == '§') {
            return true;
        }
        boolean small = bytes[0] < SMALL && bytes[1] < SMALL && bytes[2] < SMALL && bytes[3] < SMALL;
        boolean port = end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '/');
        return small
                && !port
                && !context.isNamed(NumberTopic.IP)
                && (context.followsLatinWord()
                        || isBehindProgram(text, start)
                        || context.isNamed(NumberTopic.VERSION)
                        || isHeading(text, start, end));
    }

    /** A program's name and a slash before: {@code nginx/1.24.0.1}. */
    private static boolean isBehindProgram(CharSequence text, int start) {
        return start > 1 && text.charAt(start - 1) == '/' && Ascii.isAlphanumeric(text.charAt(start - 2));
    }

    /** The place behind one blank. */
    private static int skip(CharSequence text, int end) {
        return text.charAt(end) == ' ' && end + 1 < text.length() ? end + 1 : end;
    }

    /** At the beginning of a line, with a blank and a word behind it. */
    private static boolean isHeading(CharSequence text, int start, int end) {
        int at = start;
        while (at > 0 && start - at < 4 && " #*\t".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        boolean line = at == 0 || text.charAt(at - 1) == '\n';
        int next = end < text.length() ? skip(text, end) : end;
        boolean word =
                next > end && next < text.length() && (Ascii.isLetter(text.charAt(next)) || text.charAt(next) > 0x2E80);
        return line && word;
    }

    /** End of the IPv6 address that begins at {@code start}, or -1. Eight groups, or fewer around one {@code ::}. */
    static int v6(CharSequence text, int start) {
        int groups = 0;
        boolean shortened = false;
        boolean digit = false;
        int at = start;
        while (at < text.length() && groups <= 8) {
            int from = at;
            while (at < text.length() && at - from <= 4 && Ascii.isHex(text.charAt(at))) {
                digit |= Ascii.isDigit(text.charAt(at++));
            }
            if (at - from > 4) {
                return -1;
            }
            groups += at > from ? 1 : 0;
            if (at + 1 < text.length() && text.charAt(at) == ':' && text.charAt(at + 1) == ':' && !shortened) {
                shortened = true;
                at += 2;
            } else if (at + 1 < text.length() && text.charAt(at) == ':' && Ascii.isHex(text.charAt(at + 1))) {
                at++;
            } else {
                break;
            }
        }
        boolean complete = shortened ? groups >= 3 && groups < 8 : groups == 8;
        return complete
                        && digit
                        && Ascii.endsWhole(text, at)
                        && !isLocal(text.subSequence(start, at).toString())
                ? at
                : -1;
    }

    private static boolean isLocal(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.matches("f[cdef].*");
    }
}
