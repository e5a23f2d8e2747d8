package dev.alluvium.cli.client;

import java.util.Locale;

/** A number with its noun. */
public final class CountText {
    private CountText() {}

    /**
     * Such as {@code 1 fact} and {@code 1,200 facts}.
     *
     * @param noun in the singular, whose plural ends in s
     */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
