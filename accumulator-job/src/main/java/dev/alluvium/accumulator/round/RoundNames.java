package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.object.ObjectKeys;

/** Names of rounds: {@code r000001} and so on, one counter per model. */
public final class RoundNames {
    private RoundNames() {}

    static String name(long number) {
        return "r%06d".formatted(number);
    }

    /** Whether it names a round. */
    public static boolean isName(String name) {
        return ObjectKeys.isRound(name);
    }

    static long number(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("round=" + name + ": must be r and at least six digits");
        }
        return Long.parseLong(name.substring(1));
    }
}
