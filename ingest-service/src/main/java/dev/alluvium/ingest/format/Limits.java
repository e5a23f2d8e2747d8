package dev.alluvium.ingest.format;

import dev.alluvium.knowledge.decode.RecordDecoder;

/** What bounds the memory of a reader, whatever the file holds. */
final class Limits {
    /** A longer record would be refused anyway. */
    static final int RECORD = RecordDecoder.MAX_BYTES;

    /** Elements inside each other. */
    static final int DEPTH = 32;

    private Limits() {}

    static String tooLong(long size) {
        return size + " bytes: a record has at most " + RECORD + "; split it into several";
    }
}
