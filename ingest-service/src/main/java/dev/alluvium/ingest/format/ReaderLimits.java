package dev.alluvium.ingest.format;

import dev.alluvium.knowledge.decode.RecordDecoder;

/** Bounds on the memory of a reader, whatever the file holds. */
final class ReaderLimits {
    /** A longer record would be refused anyway. */
    static final int RECORD = RecordDecoder.MAX_BYTES;

    /** Elements inside each other. */
    static final int DEPTH = 32;

    private ReaderLimits() {}

    static String tooLong(long size) {
        return size + " bytes: a record has at most " + RECORD + "; split it into several";
    }
}
