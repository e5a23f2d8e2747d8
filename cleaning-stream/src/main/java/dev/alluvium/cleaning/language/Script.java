package dev.alluvium.cleaning.language;

import org.jspecify.annotations.Nullable;

/** A writing system, and the language that it gives away. */
enum Script {
    LATIN(null),
    HAN("zh"),
    KANA("ja"),
    HANGUL("ko"),
    CYRILLIC(null),
    GREEK("el"),
    HEBREW("he"),
    ARABIC(null),
    THAI("th"),
    DEVANAGARI(null),
    NONE(null);

    private final @Nullable String language;

    Script(@Nullable String language) {
        this.language = language;
    }

    @Nullable String language() {
        return language;
    }

    static Script of(char c) {
        if (c < 0x80) {
            return Character.isLetter(c) ? LATIN : NONE;
        } else if (c >= 0x3400 && c <= 0x9FFF) {
            return HAN;
        } else if (c >= 0x3040 && c <= 0x30FF) {
            return KANA;
        } else if (c >= 0xAC00 && c <= 0xD7AF) {
            return HANGUL;
        } else if (c >= 0x00C0 && c <= 0x024F) {
            return LATIN;
        } else if (c >= 0x0400 && c <= 0x052F) {
            return CYRILLIC;
        } else if (c >= 0x0370 && c <= 0x03FF) {
            return GREEK;
        } else if (c >= 0x0590 && c <= 0x05FF) {
            return HEBREW;
        } else if (c >= 0x0600 && c <= 0x06FF) {
            return ARABIC;
        } else if (c >= 0x0900 && c <= 0x097F) {
            return DEVANAGARI;
        }
        return c >= 0x0E00 && c <= 0x0E7F ? THAI : NONE;
    }
}
