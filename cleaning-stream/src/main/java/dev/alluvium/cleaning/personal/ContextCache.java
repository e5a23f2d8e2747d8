package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;

/** The words before the number that is looked at now, read once however many types ask. */
final class ContextCache {
    private final CharSequence text;
    private int start = -1;
    private @Nullable Context context;

    ContextCache(CharSequence text) {
        this.text = text;
    }

    Context at(int place) {
        Context known = context;
        if (known == null || start != place) {
            known = Context.of(text, place);
            context = known;
            start = place;
        }
        return known;
    }
}
