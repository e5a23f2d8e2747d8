package dev.alluvium.ingest.format;

/** What a reader finds at one place of a file. */
public sealed interface Item {
    Place place();

    /**
     * Something to push.
     *
     * @param json its bytes; not looked into where the file already holds one record to a line
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
    record Found(Place place, byte[] json) implements Item {}

    /**
     * Something that can be no record; reading goes on behind it.
     *
     * @param problem rule and remedy; nothing of what stands there
     * @param tooLarge whether its size alone is the reason
     */
    record Broken(Place place, String problem, boolean tooLarge) implements Item {
        Broken(Place place, String problem) {
            this(place, problem, false);
        }
    }

    /** An item of {@code size} bytes or characters, which is more than a record may have. */
    static Broken tooLarge(Place place, long size) {
        return new Broken(place, Limits.tooLong(size), true);
    }
}
