package dev.alluvium.evaluator.text;

import java.util.List;

/** ROUGE-L (Lin 2004): the longest common subsequence of {@link TextWords}, as F1 of its shares in both texts. */
public final class RougeL {
    private RougeL() {}

    /** F1 in [0, 1]; 0 where either text has no word. */
    public static double f1(String expected, String answer) {
        List<String> wanted = TextWords.of(expected);
        List<String> got = TextWords.of(answer);
        int common = longestCommonSubsequence(wanted, got);
        return common == 0 ? 0 : 2.0 * common / (wanted.size() + got.size());
    }

    /** Row by row, so that memory grows with one text alone. */
    private static int longestCommonSubsequence(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String word : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
