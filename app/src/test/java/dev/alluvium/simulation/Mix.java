package dev.alluvium.simulation;

import java.util.Locale;
import java.util.Random;

/** What the operators mostly do. A number stands for a case in {@link OperatorActor#step()}. */
enum Mix {
    /** A little of everything. */
    USUAL(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    /** Refused rounds are offered again and cut at once. */
    REQUEUES(0, 1, 3, 4, 6, 8, 8, 8, 8, 8, 9, 10, 10, 11),
    /** Champions go back and forth, and old verdicts are delivered again. */
    ROLLBACKS(0, 0, 0, 1, 3, 3, 4, 6, 6, 7, 8, 9, 11, 11),
    /** Facts are erased while rounds are refused and offered again. */
    ERASURES(0, 1, 3, 6, 8, 8, 9, 11, 13, 13, 14, 14, 15, 15);

    private final int[] deck;

    Mix(int... deck) {
        this.deck = deck;
    }

    int draw(Random random) {
        return deck[random.nextInt(deck.length)];
    }

    /** The mix that a system property names. */
    static Mix named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
