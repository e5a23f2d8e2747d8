package dev.alluvium.cleaning.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells text that was decoded with the wrong charset somewhere before it came here. It is flagged and not repaired: what
 * was replaced on the way is lost, and a repair that guesses makes new errors.
 */
public final class Mojibake {
    private static final Charset GBK = Charset.forName("GB18030");
    private static final String OF_REPLACED = "锟斤拷";
    private static final String OF_GBK = "锛銆鐨鏄涓浜鈥绗鍦";
    private static final String OF_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    private static final int LEAST_LATIN = 2;
    private static final int LEAST_GBK = 2;
    private static final double MOSTLY = 0.5;

    private Mojibake() {}

    /** What seems to have happened to {@code text}. */
    public static Optional<String> in(String text) {
        int wide = 0;
        int latin = 0;
        int gbk = 0;
        int lost = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            wide++;
            lost += c == '\uFFFD' ? 1 : 0;
            gbk += OF_GBK.indexOf(c) >= 0 ? 1 : 0;
            latin += c >= 0xC2 && c <= 0xF4 && i + 1 < text.length() && continues(text.charAt(i + 1)) ? 1 : 0;
        }
        if (lost > 0 || (wide > 0 && text.contains(OF_REPLACED))) {
            return Optional.of("characters were lost in decoding");
        }
        if (latin >= LEAST_LATIN && latin * 4 >= wide) {
            return Optional.of("UTF-8 was read as Latin-1");
        }
        return gbk >= LEAST_GBK && isGbk(text) ? Optional.of("UTF-8 was read as GBK") : Optional.empty();
    }

    private static boolean continues(char c) {
        return (c >= 0x80 && c <= 0xBF) || OF_CP1252.indexOf(c) >= 0;
    }

    /** Whether undoing the decoding gives mostly Chinese again. */
    private static boolean isGbk(String text) {
        String undone = new String(text.getBytes(GBK), StandardCharsets.UTF_8);
        int chinese = 0;
        int bad = 0;
        for (int i = 0; i < undone.length(); i++) {
            char c = undone.charAt(i);
            bad += c == '\uFFFD' ? 1 : 0;
            chinese += (c >= 0x3000 && c <= 0x9FFF) || c >= 0xFF00 && c != '\uFFFD' ? 1 : 0;
        }
        return chinese > MOSTLY * (chinese + bad);
    }
}
