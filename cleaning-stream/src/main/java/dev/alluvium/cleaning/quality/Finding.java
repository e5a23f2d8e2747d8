package dev.alluvium.cleaning.quality;

import java.util.Locale;
import java.util.Optional;

/** What a heuristic found: its name, the value, and the limit that the value breaks. */
public record Finding(String rule, double value, String relation, double limit) {
    static Optional<Finding> above(String rule, double value, double limit) {
        return value > limit ? Optional.of(new Finding(rule, value, "at most", limit)) : Optional.empty();
    }

    static Optional<Finding> below(String rule, double value, double limit) {
        return value < limit ? Optional.of(new Finding(rule, value, "at least", limit)) : Optional.empty();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s is %s, must be %s %s", rule, plain(value), relation, plain(limit));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.3f", number);
    }
}
