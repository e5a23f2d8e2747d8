package dev.alluvium.ingest.adapter.watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A place where files appear. */
interface WatchedPlace {
    /**
     * A file.
     *
     * @param name relative to the place
     * @param state changes when the file does
     */
    record Entry(String name, String state) {}

    /** All files that are there now, in a stable order. */
    List<Entry> list() throws IOException;

    InputStream open(Entry entry) throws IOException;
}
