package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rendering may use, so that no template takes the process down. */
final class Budget {
    /** How many characters or items one step goes over. */
    private static final int A_STEP = 64;

    private final long steps;
    private final int longest;
    private long used;
    private int parts;

    Budget(long steps, int longest) {
        this.steps = steps;
        this.longest = longest;
    }

    /** Counts an evaluated node. */
    void step() {
        step(1);
    }

    private void step(long count) {
        used += count;
        if (used > steps) {
            throw new JinjaException("the template takes more than " + steps + " steps");
        }
    }

    /** Checks the length of a text before it is made. */
    void text(long length) {
        check(length);
        step(length / A_STEP);
    }

    /** Checks the size of a list before it is made. */
    void list(long size) {
        check(size);
        step(size);
    }

    /** Checks that a text or list may be so long; this costs nothing. */
    void check(long size) {
        if (size > longest) {
            throw new JinjaException("the template makes a text or list longer than " + longest);
        }
    }

    /** How often something of a size is repeated, once its whole is checked. */
    int times(long times, int size) {
        long count = Math.max(0, times);
        if (size > 0) {
            check(count > longest ? count : count * size);
            return (int) count;
        }
        return 0;
    }

    /** Counts one part of a value: so many of them are a step. */
    void part() {
        parts++;
        if (parts == A_STEP) {
            parts = 0;
            step();
        }
    }

    /** Counts what it takes to go over a value once. */
    void read(@Nullable Object value) {
        if (value instanceof String text) {
            step(text.length() / A_STEP);
        } else if (value instanceof Markup markup) {
            step(markup.text().length() / A_STEP);
        } else if (value instanceof List<?> items) {
            step(items.size() / A_STEP);
        } else if (value instanceof Map<?, ?> entries) {
            step(entries.size() / A_STEP);
        }
    }
}
