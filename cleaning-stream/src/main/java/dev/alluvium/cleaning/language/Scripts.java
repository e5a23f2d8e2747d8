package dev.alluvium.cleaning.language;

import org.jspecify.annotations.Nullable;

/** How many characters of each script a text has, placeholders such as {@code <PHONE_1>} left out. */
final class Scripts {
    private static final int LETTERS_OF_ONE = 4;
    private static final double DOMINANT = 0.7;
    private static final int LEAST_WEIGHT = 16;
    private static final int LONGEST_PLACEHOLDER = 32;

    /** From this share of kana on, of all Chinese and Japanese characters, a text may be Japanese. */
    private static final double LEAST_KANA = 0.1;
    /** From this share of {@link #CHINESE} on a text with kana may be Chinese that quotes. */
    private static final double LEAST_CHINESE = 0.02;
    /** Characters that Japanese texts seldom or never have: pronouns, particles, simplified ones. */
    private static final String CHINESE = "的这這们們吗嗎呢么麼你您它给給让讓谢謝请說说为对對个没沒还還过应该該";

    private final int[] counts = new int[Script.values().length];

    private Scripts() {}

    static Scripts of(String text) {
        Scripts scripts = new Scripts();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '<') {
                i = afterPlaceholder(text, i);
            } else {
                scripts.counts[Script.ordinalOf(c)]++;
                i++;
            }
        }
        return scripts;
    }

    private static int afterPlaceholder(String text, int from) {
        int i = from + 1;
        int most = Math.min(text.length(), from + LONGEST_PLACEHOLDER);
        while (i < most && isPlaceholderPart(text.charAt(i))) {
            i++;
        }
        return i < most && text.charAt(i) == '>' ? i + 1 : from + 1;
    }

    private static boolean isPlaceholderPart(char c) {
        return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
    }

    int count(Script script) {
        return counts[script.ordinal()];
    }

    /** The script of most letters; that of Chinese for Japanese too; {@code NONE} for short texts and mixed ones. */
    Script dominant() {
        int total = 0;
        Script most = Script.NONE;
        int mostWeight = 0;
        for (Script script : Script.values()) {
            int weight = weight(script);
            total += weight;
            if (weight > mostWeight) {
                most = script;
                mostWeight = weight;
            }
        }
        boolean certain = total >= LEAST_WEIGHT && mostWeight >= DOMINANT * total;
        return certain ? most : Script.NONE;
    }

    private int weight(Script script) {
        return switch (script) {
            case NONE, KANA -> 0;
            case HAN -> LETTERS_OF_ONE * (count(Script.HAN) + count(Script.KANA));
            case HANGUL -> LETTERS_OF_ONE * count(script);
            default -> count(script);
        };
    }

    /** Chinese or Japanese; null for a text of both. */
    @Nullable String eastern(String text) {
        int kana = count(Script.KANA);
        int all = count(Script.HAN) + kana;
        if (kana < LEAST_KANA * all) {
            return "zh";
        }
        int chinese = 0;
        for (int i = 0; i < text.length(); i++) {
            chinese += CHINESE.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        }
        return chinese < LEAST_CHINESE * all ? "ja" : null;
    }
}
