package dev.alluvium.knowledge.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells UTF-8 from GB18030. Nearly all bytes are some GB18030, so it is taken only for text whose two-byte characters are
 * nearly all of the common block of GB 2312: Latin-1 is not mistaken for it.
 */
public final class TextEncoding {
    /** What nearly every Chinese file is in that is not in UTF-8. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    /** What the decoder puts in the place of bytes that it cannot read, if it did not stand there before. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final double COMMON = 0.9;
    private static final int GB2312_FIRST = 0xA1;
    private static final int GB2312_LAST = 0xF7;

    private TextEncoding() {}

    /**
     * The encoding of a text; UTF-8 also where it is neither, so that its decoder replaces what it cannot read.
     *
     * @param whole whether the text ends with {@code bytes}; else a last character may be cut
     */
    public static Charset of(byte[] bytes, boolean whole) {
        boolean gb = !fits(bytes, StandardCharsets.UTF_8, whole) && looksChinese(bytes, whole);
        return gb ? GB18030 : StandardCharsets.UTF_8;
    }

    /** The text of {@code bytes}, or null if they are in neither. */
    static @Nullable String decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        Charset charset = of(bytes, true);
        return charset.equals(GB18030) || fits(bytes, charset, true) ? new String(bytes, charset) : null;
    }

    private static boolean looksChinese(byte[] bytes, boolean whole) {
        int pairs = 0;
        int common = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            int first = bytes[i] & 0xFF;
            if (first < 0x80) {
                continue;
            }
            int second = bytes[++i] & 0xFF;
            pairs++;
            common += first >= GB2312_FIRST && first <= GB2312_LAST && second >= GB2312_FIRST ? 1 : 0;
        }
        return pairs > 0 && common >= COMMON * pairs && fits(bytes, GB18030, whole);
    }

    private static boolean fits(byte[] bytes, Charset charset, boolean whole) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(1 << 12);
        CoderResult result = decoder.decode(in, out, whole);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, whole);
        }
        return !result.isError();
    }
}
