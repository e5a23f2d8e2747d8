package dev.alluvium.knowledge.text;

import java.math.BigDecimal;

/** Numbers in digits, with or without separators of thousands. */
final class WrittenNumber {
    private WrittenNumber() {}

    /** Where the number ends that {@code word} begins with; 0 if it begins with none or what follows it is a digit. */
    static int end(String word) {
        int end = 0;
        while (end < word.length() && (ascii(word.charAt(end)) || separates(word, end))) {
            end++;
        }
        return word.substring(end).chars().anyMatch(Character::isDigit) || grouped(word.substring(0, end)) == null
                ? 0
                : end;
    }

    static BigDecimal value(String number) {
        String plain = grouped(number);
        return new BigDecimal(plain == null ? "0" : plain);
    }

    /** The number without separators of thousands; null if it is none, such as a date or a version. */
    private static @org.jspecify.annotations.Nullable String grouped(String number) {
        if (number.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            return number.replace(",", "");
        }
        return number.matches("\\d+(\\.\\d+)?") ? number : null;
    }

    private static boolean separates(String word, int at) {
        char c = word.charAt(at);
        return (c == '.' || c == ',') && at > 0 && at + 1 < word.length() && ascii(word.charAt(at + 1));
    }

    private static boolean ascii(char c) {
        return c >= '0' && c <= '9';
    }
}
