package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;

/** The words before the number that is looked at now, read once however many types ask. */
final class ContextCache {
    private final CharSequence text;
    private int start = -1;
    private @Nullable NumberContext context;

    ContextCache(CharSequence text) {
        this.text = text;
    }

    NumberContext at(int place) {
        NumberContext known = context;
        if (known == null || start != place) {
            known = NumberContext.of(text, place);
            context = known;
            start = place;
        }
        return known;
    }
}
