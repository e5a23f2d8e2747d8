package dev.alluvium.evaluator.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU-4 of a corpus against one reference each (Papineni et al. 2002; smoothing and tokens as in Post 2018): every Chinese
 * character is a token of its own, other text is cut as by mteval 13a.
 */
public final class CorpusBleu {
    private static final int ORDER = 4;
    private static final Pattern PUNCTUATION = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern MARK_AFTER_WORD = Pattern.compile("([^0-9])([.,])");
    private static final Pattern MARK_BEFORE_WORD = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    /** Blocks whose characters stand alone, beside the ideographs: CJK and full-width signs, radicals, symbols. */
    private static final int[][] ALONE = {
        {0x2E80, 0x2FDF},
        {0x2FF0, 0x303F},
        {0x3100, 0x312F},
        {0x31A0, 0x31BF},
        {0x31C0, 0x31EF},
        {0x3200, 0x33FF},
        {0x2600, 0x27BF},
        {0xFE10, 0xFE1F},
        {0xFE30, 0xFE4F},
        {0xFF00, 0xFFEF}
    };

    private CorpusBleu() {}

    /**
     * The score in [0, 1].
     *
     * @param answers one for each of {@code expected}
     */
    public static double score(List<String> expected, List<String> answers) {
        if (expected.size() != answers.size()) {
            throw new IllegalArgumentException(answers.size() + " answers for " + expected.size() + " references");
        }
        long[] right = new long[ORDER];
        long[] all = new long[ORDER];
        long wanted = 0;
        long got = 0;
        for (int i = 0; i < expected.size(); i++) {
            List<String> reference = tokens(expected.get(i));
            List<String> answer = tokens(answers.get(i));
            wanted += reference.size();
            got += answer.size();
            for (int n = 1; n <= ORDER; n++) {
                right[n - 1] += clipped(grams(reference, n), grams(answer, n));
                all[n - 1] += Math.max(0, answer.size() - n + 1);
            }
        }
        boolean nothing = Arrays.stream(right).allMatch(count -> count == 0) || all[ORDER - 1] == 0;
        return nothing ? 0 : brevity(wanted, got) * precision(right, all);
    }

    private static double brevity(long wanted, long got) {
        return got >= wanted ? 1 : Math.exp(1 - (double) wanted / got);
    }

    /** The geometric mean; an order without any match counts half as much as the one before without. */
    private static double precision(long[] right, long[] all) {
        double logs = 0;
        double smoothing = 1;
        for (int n = 0; n < ORDER; n++) {
            if (right[n] == 0) {
                smoothing *= 2;
            }
            logs += Math.log(right[n] == 0 ? 1 / (smoothing * all[n]) : (double) right[n] / all[n]);
        }
        return Math.exp(logs / ORDER);
    }

    private static long clipped(Map<List<String>, Integer> reference, Map<List<String>, Integer> answer) {
        return answer.entrySet().stream()
                .mapToLong(gram -> Math.min(gram.getValue(), reference.getOrDefault(gram.getKey(), 0)))
                .sum();
    }

    private static Map<List<String>, Integer> grams(List<String> tokens, int n) {
        Map<List<String>, Integer> grams = new HashMap<>();
        for (int i = 0; i + n <= tokens.size(); i++) {
            grams.merge(tokens.subList(i, i + n), 1, Integer::sum);
        }
        return grams;
    }

    static List<String> tokens(String text) {
        StringBuilder spaced = new StringBuilder();
        text.strip().codePoints().forEach(c -> {
            if (alone(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else {
                spaced.appendCodePoint(c);
            }
        });
        String cut = PUNCTUATION.matcher(spaced).replaceAll(" $1 ");
        cut = MARK_AFTER_WORD.matcher(cut).replaceAll("$1 $2 ");
        cut = MARK_BEFORE_WORD.matcher(cut).replaceAll(" $1 $2");
        cut = DASH_AFTER_DIGIT.matcher(cut).replaceAll("$1 $2 ").strip();
        return cut.isEmpty() ? List.of() : List.of(cut.split("\\s+", -1));
    }

    private static boolean alone(int c) {
        return Character.isIdeographic(c) || Arrays.stream(ALONE).anyMatch(block -> c >= block[0] && c <= block[1]);
    }
}
