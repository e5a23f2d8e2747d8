package dev.alluvium.ingest.format;

/** What a reader finds at one place of a file. */
public sealed interface SourceItem {
    FilePosition place();

    /**
     * Something to push.
     *
     * @param json its bytes; not looked into where the file already holds one record to a line
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
    record Found(FilePosition place, byte[] json) implements SourceItem {}

    /**
     * Something that can be no record; reading goes on behind it.
     *
     * @param problem rule and remedy; nothing of what stands there
     * @param tooLarge whether its size alone is the reason
     */
    record Broken(FilePosition place, String problem, boolean tooLarge) implements SourceItem {
        Broken(FilePosition place, String problem) {
            this(place, problem, false);
        }
    }

    /** An item of {@code size} bytes or characters, which is more than a record may have. */
    static Broken tooLarge(FilePosition place, long size) {
        return new Broken(place, ReaderLimits.tooLong(size), true);
    }
}
