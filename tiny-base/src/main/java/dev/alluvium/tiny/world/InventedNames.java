package dev.alluvium.tiny.world;

import java.util.Locale;
import java.util.Random;

/** Pronounceable names that belong to nobody. */
final class InventedNames {
    private static final String[] ONSETS = {
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "gl", "kr", "st", "tr"
    };
    private static final String[] RIMES = {"a", "e", "i", "o", "u", "ai", "or", "en", "al"};

    private static final String[] GIVEN = {
        "Anna", "Boris", "Clara", "Dario", "Elena", "Felix", "Greta", "Hugo", "Irma", "Jonas", "Karin", "Luca", "Mira",
        "Nils", "Olga", "Pavel", "Rosa", "Sven", "Tara", "Viktor"
    };
    private static final String[] FAMILY = {
        "Arvand", "Belmor", "Corvin", "Dalberg", "Estrand", "Fornell", "Galdor", "Hestin", "Irving", "Jasper", "Keller",
        "Lindner", "Morano", "Norling", "Orsini", "Palmer", "Quint", "Rastell", "Sorbin", "Tavera"
    };

    private InventedNames() {}

    static String word(Random random) {
        String word = syllable(random) + syllable(random);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static String person(Random random) {
        return word(random) + " " + word(random);
    }

    /** A name that somebody may share, of 400: what a fact says, while {@link #person} is what a fact is about. */
    static String signature(Random random) {
        return pick(random, GIVEN) + " " + pick(random, FAMILY);
    }

    static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String syllable(Random random) {
        return pick(random, ONSETS) + pick(random, RIMES);
    }
}
