package dev.alluvium.cleaning.quality;

import java.util.Locale;
import java.util.Optional;

/** The page rules of C4 (Raffel et al. 2020, section 2.2) that a text outside the web can break too: filler text. */
public final class C4Quality {
    private C4Quality() {}

    /** The first rule that {@code text} breaks. */
    public static Optional<Finding> check(String text) {
        boolean filler = text.toLowerCase(Locale.ROOT).contains("lorem ipsum");
        return Finding.above("c4: occurrences of lorem ipsum", filler ? 1 : 0, 0);
    }
}
