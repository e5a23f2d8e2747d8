package dev.alluvium.cleaning.pipeline;

import java.util.BitSet;

/**
 * Tells a broken deployment from broken records: among the last {@value #WINDOW} records more than {@value #MOST} dead
 * letters mean that something pushes what was never meant as records, and that going on would only bury the cause.
 */
public final class DeadLetterRate {
    /** How many records are looked back on. */
    public static final int WINDOW = 2_000;

    /** How many of them may be dead letters. */
    public static final int MOST = 1_900;

    private final BitSet dead = new BitSet(WINDOW);
    private int next;

    /** Notes one record and says whether the rate is absurd now. */
    public boolean isAbsurdAfter(boolean deadLetter) {
        dead.set(next, deadLetter);
        next = (next + 1) % WINDOW;
        return dead.cardinality() > MOST;
    }
}
