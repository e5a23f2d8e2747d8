package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/** The rules that several configuration records share. A message reads {@code key=value: rule; remedy}. */
final class ConfigChecks {
    private ConfigChecks() {}

    static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(key + "=" + value + ": must be at least " + least);
        }
    }

    static void notAbove(String key, @Nullable Integer value, String other, @Nullable Integer most) {
        if (value != null && most != null && value > most) {
            throw new IllegalArgumentException(
                    key + "=" + value + ": must not be above " + other + "=" + most + "; leave it out");
        }
    }

    static void positive(String key, @Nullable Number value) {
        if (value != null && !(value.doubleValue() > 0)) {
            throw new IllegalArgumentException(key + "=" + value + ": must be greater than 0");
        }
    }

    static void nonNegative(String key, @Nullable Number value) {
        if (value != null && !(value.doubleValue() >= 0)) {
            throw new IllegalArgumentException(key + "=" + value + ": must not be negative");
        }
    }

    static void share(String key, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            boolean percent = value > 1 && value <= 100 && value == Math.rint(value);
            throw new IllegalArgumentException(key + "=" + value + ": must be between 0 and 1, or 0% and 100%"
                    + (percent ? "; try " + value.intValue() + "%" : ""));
        }
    }
}
