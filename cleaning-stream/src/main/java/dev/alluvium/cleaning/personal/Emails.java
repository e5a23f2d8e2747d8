package dev.alluvium.cleaning.personal;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses, found from their {@code @} outwards, at Chinese domains too. A file such as {@code logo@2x.png}, a package
 * with its version, and the user name under which everybody reaches a Git server are none.
 */
final class Emails {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 255;
    private static final int MAX_TOP = 24;
    private static final int MAX_CHINESE = 64;
    private static final int MAX_CHINESE_LOCAL = 16;
    /** Behind these a Chinese name before the {@code @} begins. */
    private static final String BEFORE_LOCAL = "到至给是为箱址系于写发请";

    private static final Set<String> FILES = Set.of(
            "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "ico", "css", "js", "jsx", "ts", "tsx", "json", "html",
            "pdf");
    private static final List<String> CHINESE_TOPS = List.of(
            "中国", "中國", "公司", "网络", "網絡", "香港", "台湾", "台灣", "集团", "商城", "网址", "在线", "中文网", "我爱你", "移动", "政务", "公益",
            "企业", "手机", "信息", "商标", "网站", "新加坡", "澳门", "澳門");

    private Emails() {}

    /** Start of the part before the {@code @} at {@code at}; {@code at} itself if there is none. */
    static int start(CharSequence text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** End of the domain that begins at {@code from}, or -1 if there is none with a top level of letters. */
    static int end(CharSequence text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < MAX_DOMAIN
                && (Ascii.isAlphanumeric(text.charAt(end)) || text.charAt(end) == '.' || text.charAt(end) == '-')) {
            end++;
        }
        while (end > from && !Ascii.isAlphanumeric(text.charAt(end - 1))) {
            end--;
        }
        int top = end;
        while (top > from && end - top <= MAX_TOP && Ascii.isLetter(text.charAt(top - 1))) {
            top--;
        }
        boolean dotted = top - 1 > from && text.charAt(top - 1) == '.';
        boolean named = dotted && end - top >= 2 && end - top <= MAX_TOP;
        return named && !isFile(text, from, top, end) ? end : -1;
    }

    /** A file's ending, or a version before the last part: {@code 2x.png}, {@code 1.0.0-rc.beta}. */
    private static boolean isFile(CharSequence text, int from, int top, int end) {
        int first = from + Ascii.digits(text, from);
        boolean version =
                first > from && first + 1 < end && text.charAt(first) == '.' && Ascii.isDigit(text.charAt(first + 1));
        return version
                || (end - top <= 4
                        && FILES.contains(text.subSequence(top, end).toString().toLowerCase(Locale.ROOT)));
    }

    /** End of a domain with Chinese characters that begins at {@code from}, or -1. */
    static int chineseEnd(CharSequence text, int from) {
        boolean chinese = false;
        int wide = wideEnd(text, from);
        if (wide > 0) {
            return wide;
        }
        for (int at = from; at < text.length() && at - from < MAX_CHINESE; at++) {
            char c = text.charAt(at);
            if (c == '.' && at > from) {
                for (String top : CHINESE_TOPS) {
                    if (Ascii.startsWith(text, top, at + 1)) {
                        return at + 1 + top.length();
                    }
                }
                int latin = chinese ? end(text, at - 1, at + 1) : -1;
                if (latin > 0) {
                    return latin;
                }
            } else if (!Ascii.isAlphanumeric(c) && c != '-' && !isChinese(c)) {
                return -1;
            }
            chinese |= isChinese(c);
        }
        return -1;
    }

    /** End of a domain with letters of other alphabets ({@code müller.de}, {@code пример.рф}), or -1. */
    private static int wideEnd(CharSequence text, int from) {
        int end = from;
        int dot = -1;
        boolean wide = false;
        while (end < text.length() && end - from < MAX_CHINESE) {
            char c = text.charAt(end);
            boolean letter = Ascii.isAlphanumeric(c) || isAlphabetic(c);
            boolean dotted = c == '.'
                    && end > from
                    && end + 1 < text.length()
                    && (Ascii.isLetter(text.charAt(end + 1)) || isAlphabetic(text.charAt(end + 1)));
            if (!letter && !dotted && c != '-') {
                break;
            }
            wide |= isAlphabetic(c);
            dot = dotted ? end : dot;
            end++;
        }
        return wide && dot > from && end - dot > 2 ? end : -1;
    }

    /** End of a top level of two Latin letters or more at {@code top}, or -1. */
    private static int end(CharSequence text, int before, int top) {
        int end = top;
        while (end < text.length() && end - top <= MAX_TOP && Ascii.isLetter(text.charAt(end))) {
            end++;
        }
        return isChinese(text.charAt(before)) && end - top >= 2 && end - top <= MAX_TOP ? end : -1;
    }

    /** Start of the Chinese name before the {@code @} at {@code at}. */
    static int chineseStart(CharSequence text, int at) {
        int start = at;
        while (start > 0
                && at - start < MAX_CHINESE_LOCAL
                && isChinese(text.charAt(start - 1))
                && BEFORE_LOCAL.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /** Whether the part from {@code start} to {@code at} is a name that many servers have and nobody owns. */
    static boolean isNobody(CharSequence text, int start, int at) {
        return at - start == 3 && Ascii.startsWith(text, "git", start);
    }

    private static boolean isChinese(char c) {
        return c >= '\u4e00' && c <= '\u9fff';
    }

    /** A letter of an alphabet other than the Latin of ASCII; those of East Asia stand without a blank behind other words. */
    private static boolean isAlphabetic(char c) {
        return c >= 0x80 && c < 0x2E80 && Character.isLetter(c);
    }

    private static boolean isLocal(char c) {
        return Ascii.isAlphanumeric(c) || isAlphabetic(c) || "._%+-'".indexOf(c) >= 0;
    }
}
