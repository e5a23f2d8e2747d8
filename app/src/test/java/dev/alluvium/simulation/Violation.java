package dev.alluvium.simulation;

/** An invariant does not hold. */
final class Violation extends RuntimeException {
    Violation(String message) {
        super(message);
    }

    static void unless(boolean holds, String message, Object... details) {
        if (!holds) {
            throw new Violation(message.formatted(details));
        }
    }
}
