package dev.alluvium.ingest.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a gzip holds. Damage is a fault of the file, {@link FormatException}, as no second reading mends it; all else is of the disk. */
final class GzipStream extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private GzipStream(InputStream in) {
        super(in);
    }

    /**
     * Opens a gzip.
     *
     * @throws FormatException if its header is damaged
     */
    static GzipStream open(InputStream in) throws IOException {
        try {
            return new GzipStream(new GZIPInputStream(in, BUFFER));
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            return super.read(target, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private static FormatException damaged(IOException e) {
        return new FormatException(
                "the gzip is damaged or cut short (" + e.getMessage() + "): compress the file again, or copy it again",
                e);
    }
}
