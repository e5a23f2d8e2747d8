package dev.alluvium.model.jinja;

/** What one rendering may use, so that no template takes the process down. */
final class Budget {
    private final long steps;
    private final int longest;
    private long used;

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
        step(length / 64);
    }

    /** Checks the size of a list before it is made. */
    void list(long size) {
        check(size);
        step(size);
    }

    private void check(long size) {
        if (size > longest) {
            throw new JinjaException("the template makes a text or list longer than " + longest);
        }
    }
}
