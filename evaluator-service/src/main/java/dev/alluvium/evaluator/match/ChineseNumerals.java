package dev.alluvium.evaluator.match;

/**
 * Numbers written in Chinese numerals. A row that reads as a number (三十二, 二〇二六) gets its decimal form. What is mostly a
 * word (一, 百, 万一) or is short for something else (一百五 is 150) stays as written.
 */
final class ChineseNumerals {
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final String UNITS = "十百千";
    private static final long[] POWERS = {10, 100, 1_000};

    private ChineseNumerals() {}

    static boolean isNumeral(int c) {
        return c == '零' || c == '两' || DIGITS.indexOf(c) >= 0 || UNITS.indexOf(c) >= 0 || c == '万' || c == '亿';
    }

    /** What 万 or 亿 after a number multiplies it with; 1 for any other character. */
    static long scale(char c) {
        return c == '万' ? 10_000L : c == '亿' ? 100_000_000L : 1L;
    }

    /** The decimal form of a row of numerals, or the row itself. */
    static String canonical(String row) {
        if (row.length() == 1) {
            return row.equals("十") ? "10" : row;
        }
        long value = row.codePoints().allMatch(c -> digit((char) c) >= 0) ? positional(row) : multiplied(row);
        return value < 0 ? row : Long.toString(value);
    }

    private static long positional(String row) {
        long value = 0;
        for (int i = 0; i < row.length(); i++) {
            value = value * 10 + digit(row.charAt(i));
        }
        return row.length() >= 3 && row.length() <= 18 ? value : -1;
    }

    private static long multiplied(String row) {
        long total = 0;
        long section = 0;
        long pending = 0;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            int unit = UNITS.indexOf(c);
            boolean afterDigit = pending > 0;
            if (unit >= 0) {
                section += (afterDigit ? pending : 1) * POWERS[unit];
                pending = 0;
            } else if (scale(c) > 1) {
                if (total + section + pending == 0) {
                    return -1;
                }
                total = (total + section + pending) * scale(c);
                section = 0;
                pending = 0;
            } else if (digit(c) > 0) {
                if (afterDigit || abbreviates(row, i)) {
                    return -1;
                }
                pending = digit(c);
            }
        }
        return total + section + pending;
    }

    /** Whether a closing digit stands right after a unit above ten, so that it means tenths of it. */
    private static boolean abbreviates(String row, int at) {
        return at > 0 && at == row.length() - 1 && "百千万亿".indexOf(row.charAt(at - 1)) >= 0;
    }

    private static int digit(char c) {
        return switch (c) {
            case '零' -> 0;
            case '两' -> 2;
            default -> DIGITS.indexOf(c);
        };
    }
}
