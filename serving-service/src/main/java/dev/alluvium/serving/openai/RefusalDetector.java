package dev.alluvium.serving.openai;

import java.util.List;
import java.util.Locale;

/**
 * Tells by its beginning whether an answer declines to answer. Experiments use it as a guard against versions that
 * learnt to decline.
 */
public final class RefusalDetector {
    private static final int BEGINNING = 80;
    private static final List<String> PHRASES = List.of(
            "i'm sorry, but",
            "i am sorry, but",
            "sorry, i can",
            "sorry, but i can",
            "i cannot",
            "i can't",
            "i am unable",
            "i'm unable",
            "as an ai",
            "很抱歉",
            "抱歉，",
            "对不起，",
            "我无法",
            "我不能",
            "无法回答",
            "作为一个ai",
            "作为ai",
            "作为人工智能");

    private RefusalDetector() {}

    /** Whether {@code answer} declines; an answer that says nothing does too. */
    public static boolean declines(String answer) {
        String stripped = answer.strip();
        String beginning = stripped.substring(0, Math.min(BEGINNING, stripped.length()))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        return beginning.isEmpty() || PHRASES.stream().anyMatch(beginning::contains);
    }
}
