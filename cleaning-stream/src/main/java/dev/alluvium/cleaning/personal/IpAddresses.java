package dev.alluvium.cleaning.personal;

import java.util.List;
import java.util.Locale;

/**
 * Public IP addresses. Private, loopback, link-local and multicast ones are the same in every house and say nothing
 * about anybody; a version number looks like an address and has the word before it.
 */
final class IpAddresses {
    private static final List<String> NAMES = List.of("ip", "地址", "address", "host", "主机", "服务器");

    private IpAddresses() {}

    /** End of the IPv4 address that begins at {@code start}, or -1. */
    static int v4(CharSequence text, int start) {
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
        boolean whole = Ascii.endsWhole(text, at) && isPublic(bytes) && !isVersion(text, start);
        return whole ? at : -1;
    }

    private static boolean isPublic(int[] b) {
        boolean reserved = b[0] == 0 || b[0] == 10 || b[0] == 127 || b[0] >= 224;
        boolean local = (b[0] == 172 && b[1] >= 16 && b[1] <= 31)
                || (b[0] == 192 && b[1] == 168)
                || (b[0] == 169 && b[1] == 254);
        return !reserved && !local;
    }

    private static boolean isVersion(CharSequence text, int start) {
        return Context.of(text, start, NAMES) == Context.OTHER
                || (start > 0 && Character.toLowerCase(text.charAt(start - 1)) == 'v');
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
