package dev.alluvium.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records one after the other, however large the file. */
public interface RecordSource extends Closeable {
    /**
     * The next record, or null at the end.
     *
     * @throws FormatException if what follows is no record in this format
     */
    @Nullable RawItem next() throws IOException;
}
