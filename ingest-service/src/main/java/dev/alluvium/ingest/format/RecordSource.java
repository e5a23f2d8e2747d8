package dev.alluvium.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records one after the other, however large the file. */
public interface RecordSource extends Closeable {
    /**
     * The next item, or null at the end.
     *
     * @throws FormatException if nothing behind this place can be read any more
     */
    @Nullable SourceItem next() throws IOException;
}
