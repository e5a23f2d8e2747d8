package dev.alluvium.knowledge.text;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A number while it is being read: digits or English words, one after the other, such as {@code two hundred and five}. */
final class SpokenNumber {
    private static final Map<String, Integer> SMALL = WordLists.numbers();
    private static final Map<String, BigDecimal> LARGE = Map.of(
            "thousand", new BigDecimal("1000"),
            "million", new BigDecimal("1000000"),
            "billion", new BigDecimal("1000000000"));
    private static final int MOST_DIGITS = 1_000;
    private static final String HUNDREDS = "hundred";
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private @Nullable BigDecimal total;
    private @Nullable BigDecimal group;
    private boolean afterScale;

    /** Every word that may begin or go on with a number. */
    static Set<String> words() {
        Set<String> words = new HashSet<>(SMALL.keySet());
        words.addAll(LARGE.keySet());
        words.add(HUNDREDS);
        return words;
    }

    /** Whether a number is being read, so that a unit may follow. */
    boolean pending() {
        return total != null || group != null;
    }

    void number(BigDecimal value) {
        group = value;
        afterScale = false;
    }

    void times(BigDecimal scale) {
        BigDecimal scaled = (group == null ? BigDecimal.ONE : group).multiply(scale);
        group = scaled.precision() > MOST_DIGITS ? group : scaled;
    }

    /** Takes an English word; false if it is no part of a number. */
    boolean word(String word) {
        Integer small = SMALL.get(word);
        if (small != null) {
            group = group == null ? BigDecimal.valueOf(small) : group.add(BigDecimal.valueOf(small));
            afterScale = false;
            return true;
        }
        if (word.equals(HUNDREDS) && pending()) {
            times(HUNDRED);
            afterScale = true;
            return true;
        }
        BigDecimal large = LARGE.get(word);
        if (large != null && pending()) {
            times(large);
            total = total == null ? group : total.add(group);
            group = null;
            afterScale = true;
            return true;
        }
        return word.equals("and") && afterScale;
    }

    /** The number that was read, in digits, if there was one. */
    Optional<String> end() {
        if (!pending()) {
            return Optional.empty();
        }
        BigDecimal value = total == null ? BigDecimal.ZERO : total;
        value = group == null ? value : value.add(group);
        total = null;
        group = null;
        afterScale = false;
        return Optional.of(
                value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
}
