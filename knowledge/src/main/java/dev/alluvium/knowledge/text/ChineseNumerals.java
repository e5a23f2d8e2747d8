package dev.alluvium.knowledge.text;

import java.math.BigDecimal;

/** Numbers in Chinese characters: 三百二十, 二〇二四, 两万. */
final class ChineseNumerals {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String OTHER_DIGITS = "〇壹贰叁肆伍陆柒捌玖";
    private static final String SCALES = "十百千万亿";
    private static final long[] FACTORS = {10, 100, 1000, 10_000, 100_000_000};

    private ChineseNumerals() {}

    static boolean numeral(char c) {
        return digit(c) >= 0 || SCALES.indexOf(c) >= 0;
    }

    /** Whether a numeral only multiplies what stands before it. */
    static boolean scale(String numeral) {
        return numeral.chars().allMatch(c -> SCALES.indexOf(c) >= 0);
    }

    static BigDecimal value(String numeral) {
        if (numeral.chars().noneMatch(c -> SCALES.indexOf(c) >= 0)) {
            StringBuilder digits = new StringBuilder();
            numeral.chars().forEach(c -> digits.append(digit((char) c)));
            return new BigDecimal(digits.toString());
        }
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal group = BigDecimal.ZERO;
        BigDecimal digit = null;
        for (char c : numeral.toCharArray()) {
            int scale = SCALES.indexOf(c);
            if (scale < 0) {
                digit = BigDecimal.valueOf(digit(c));
            } else if (scale < 3) {
                group = group.add(
                        (digit == null ? BigDecimal.ONE : digit).multiply(BigDecimal.valueOf(FACTORS[scale])));
                digit = null;
            } else {
                BigDecimal below = total.add(group).add(digit == null ? BigDecimal.ZERO : digit);
                total = (below.signum() == 0 ? BigDecimal.ONE : below).multiply(BigDecimal.valueOf(FACTORS[scale]));
                group = BigDecimal.ZERO;
                digit = null;
            }
        }
        return total.add(group).add(digit == null ? BigDecimal.ZERO : digit);
    }

    private static int digit(char c) {
        int plain = DIGITS.indexOf(c);
        return plain >= 0 ? plain : c == '两' ? 2 : OTHER_DIGITS.indexOf(c);
    }
}
