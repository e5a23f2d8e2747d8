package dev.alluvium.knowledge.decode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-16 without a mark: every ASCII character, and so every comma, quote and line end, has a zero byte on the same
 * side, and what the other order of bytes would make of it is no text.
 */
final class Utf16 {
    /** In text that is UTF-8 as well, one byte in so many is a control character if it is UTF-16. */
    private static final int CONTROLS = 10;

    private Utf16() {}

    /** The order of bytes if these are UTF-16 for certain, else null. */
    static @Nullable Charset of(byte[] bytes, boolean whole) {
        int zeros = 0;
        int controls = 0;
        for (byte b : bytes) {
            zeros += b == 0 ? 1 : 0;
            controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
        }
        boolean odd = bytes.length % 2 != 0 && whole;
        boolean few = controls * CONTROLS < bytes.length && TextEncoding.fits(bytes, StandardCharsets.UTF_8, whole);
        if (zeros == 0 || odd || few) {
            return null;
        }
        int little = ascii(bytes, 1);
        int big = ascii(bytes, 0);
        if (little > big) {
            return StandardCharsets.UTF_16LE;
        }
        return big > little ? StandardCharsets.UTF_16BE : null;
    }

    /** How many characters are ASCII where the high byte stands at {@code high}; -1 if it is no text so. */
    private static int ascii(byte[] bytes, int high) {
        int count = 0;
        boolean pair = false;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            char c = (char) ((bytes[i + high] & 0xFF) << 8 | bytes[i + 1 - high] & 0xFF);
            boolean low = Character.isLowSurrogate(c);
            if (low != pair || !isText(c)) {
                return -1;
            }
            pair = Character.isHighSurrogate(c);
            count += c < 0x80 ? 1 : 0;
        }
        return count;
    }

    private static boolean isText(char c) {
        if (c < ' ') {
            return c == '\t' || c == '\n' || c == '\r' || c == '\f';
        }
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE && type != Character.CONTROL;
    }
}
