package dev.alluvium.knowledge.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of text that does not say it: by its mark, as strict UTF-8, by the zeros of UTF-16, by the commonest
 * characters of the East Asian encodings, or by the words of the languages that windows-1252 is for. What is none of
 * these for certain has no encoding here: a wrong one would be learnt as knowledge.
 */
public final class TextEncoding {
    /** What nearly every Chinese file is in that is not in UTF-8. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    /**
     * What a {@link #decoder} puts in the place of bytes that it cannot read: no character, so that it stands in no
     * text by itself.
     */
    public static final char UNREADABLE = '\uFFFF';

    /** What {@link String} puts there, if it did not stand there before. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String REMEDY =
            "; save it as UTF-8 (iconv -f ENCODING -t UTF-8, or UTF-8 in the program's export)";

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    /** Of damaged UTF-8 the characters that are whole, for each byte that is none. */
    private static final int WHOLE_TO_BROKEN = 3;

    /** One in so many bytes is a control character where two bytes make one character. */
    private static final int CONTROLS = 10;

    private TextEncoding() {}

    /**
     * What the beginning of a text turned out to be in.
     *
     * @param charset null if none is certain
     * @param mark how many bytes at the beginning are a byte order mark
     * @param problem why none is certain, and what to do; empty if one is
     */
    public record Found(@Nullable Charset charset, int mark, String problem) {
        static Found certain(Charset charset, int mark) {
            return new Found(charset, mark, "");
        }

        static Found none(String problem) {
            return new Found(null, 0, problem + REMEDY);
        }
    }

    /**
     * The encoding of a text; UTF-8 also where none is certain.
     *
     * @param whole whether the text ends with {@code bytes}; else a last character may be cut
     */
    public static Charset of(byte[] bytes, boolean whole) {
        return Optional.ofNullable(detect(bytes, whole).charset()).orElse(StandardCharsets.UTF_8);
    }

    /**
     * The encoding of a text, or why it is none for certain.
     *
     * @param whole whether the text ends with {@code bytes}; else a last character may be cut
     */
    public static Found detect(byte[] bytes, boolean whole) {
        Found marked = marked(bytes);
        if (marked != null) {
            return marked;
        }
        Charset wide = Utf16.of(bytes, whole);
        if (wide != null) {
            return Found.certain(wide, 0);
        }
        if (fits(bytes, StandardCharsets.UTF_8, whole)) {
            return Found.certain(
                    isIso2022Jp(bytes) && fits(bytes, ISO_2022_JP, whole) ? ISO_2022_JP : StandardCharsets.UTF_8, 0);
        }
        return legacy(bytes, whole);
    }

    /** A decoder of {@code charset} that marks what it cannot read with {@link #UNREADABLE}. */
    public static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNREADABLE));
    }

    /**
     * The text of {@code bytes}.
     *
     * @return the text, or null if they are in no encoding for certain: {@link #detect} says why
     */
    public static @Nullable String decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0 && text.indexOf('\0') < 0 && text.indexOf('\u001B') < 0) {
            return text;
        }
        Found found = detect(bytes, true);
        if (found.charset() == null || !fits(bytes, found.charset(), true)) {
            return null;
        }
        return new String(bytes, found.mark(), bytes.length - found.mark(), found.charset());
    }

    /** Why {@link #decoded} gives no text. */
    public static String problem(byte[] bytes) {
        Found found = detect(bytes, true);
        return found.charset() == null
                ? found.problem()
                : "marked as " + found.charset() + ", but holds bytes that are not" + REMEDY;
    }

    private static @Nullable Found marked(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Found.certain(StandardCharsets.UTF_8, 3);
        }
        if (begins(bytes, 0xFF, 0xFE, 0, 0)) {
            return Found.certain(UTF_32LE, 4);
        }
        if (begins(bytes, 0, 0, 0xFE, 0xFF)) {
            return Found.certain(UTF_32BE, 4);
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return Found.certain(StandardCharsets.UTF_16LE, 2);
        }
        return begins(bytes, 0xFE, 0xFF) ? Found.certain(StandardCharsets.UTF_16BE, 2) : null;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Neither marked nor UTF-8. */
    private static Found legacy(byte[] bytes, boolean whole) {
        if (begins(bytes, 0x1F, 0x8B)) {
            return new Found(null, 0, "gzip, which is no text: unzip it first");
        }
        Utf8Damage damage = Utf8Damage.of(bytes);
        if (damage.overlong() > 0 && damage.broken() == 0) {
            return Found.none("UTF-8 with overlong forms or halves of surrogate pairs (CESU-8, modified UTF-8)");
        }
        if (damage.whole() > 0 && damage.whole() >= (long) WHOLE_TO_BROKEN * damage.broken()) {
            return Found.none("UTF-8 with bytes that are not, the first at byte " + (damage.first() + 1));
        }
        if (controls(bytes) * CONTROLS > bytes.length) {
            return Found.none("no text: one byte in ten or more is a control character");
        }
        if (LatinText.isCertain(bytes)) {
            return Found.certain(LatinText.CHARSET, 0);
        }
        Charset asian = EastAsianText.certain(bytes, whole);
        if (asian != null) {
            return Found.certain(asian, 0);
        }
        return Found.none("neither UTF-8 nor, for certain, UTF-16, GB18030, Big5, Shift-JIS, EUC-JP, EUC-KR or"
                + " windows-1252; it looks like " + guess(bytes, whole));
    }

    private static String guess(byte[] bytes, boolean whole) {
        if (!LatinText.looksOneByte(bytes)) {
            String possible = EastAsianText.possible(bytes, whole);
            if (!possible.isEmpty()) {
                return possible;
            }
        }
        return "a one-byte encoding, such as windows-1252 (western), windows-1250 (central European), windows-1251"
                + " (Cyrillic) or Mac Roman";
    }

    private static long controls(byte[] bytes) {
        long controls = 0;
        for (byte b : bytes) {
            controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
        }
        return controls;
    }

    /** Whether an escape to two-byte Japanese stands in it, which is no character of JSON or CSV. */
    private static boolean isIso2022Jp(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    static boolean fits(byte[] bytes, Charset charset, boolean whole) {
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
