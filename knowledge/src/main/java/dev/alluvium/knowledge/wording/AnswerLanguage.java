package dev.alluvium.knowledge.wording;

import java.util.Locale;

/** The language in which a question is asked and should be answered. */
public enum AnswerLanguage {
    EN,
    ZH;

    /** ZH if {@code text} contains a Han character, else EN. */
    public static AnswerLanguage of(String text) {
        boolean han = text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return han ? ZH : EN;
    }

    /** ISO 639-1. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
