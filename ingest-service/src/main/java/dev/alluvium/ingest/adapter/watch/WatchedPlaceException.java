package dev.alluvium.ingest.adapter.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * The place of a file failed, such as a disk or a store that is away. That says nothing about the file's content.
 */
final class WatchedPlaceException extends IOException {
    private static final long serialVersionUID = 1L;

    WatchedPlaceException(IOException cause) {
        super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }

    /** Whether the place is at the root of a failure, whatever a reader made of it. */
    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(WatchedPlaceException.class::isInstance);
    }

    /** An input whose own failures can be told from those of whoever reads it. */
    static InputStream marking(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw new WatchedPlaceException(e);
                }
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                try {
                    return in.read(bytes, from, length);
                } catch (IOException e) {
                    throw new WatchedPlaceException(e);
                }
            }
        };
    }
}
