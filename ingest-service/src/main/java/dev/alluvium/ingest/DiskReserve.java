package dev.alluvium.ingest;

import dev.alluvium.runtime.http.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Space that has to be free where the broker on this machine keeps its log. A broker whose disk is full ends its process, so
 * that records are refused while there is still space for what was taken already; they are taken again once space is free.
 */
public final class DiskReserve {
    /** Where the broker runs on another machine. */
    public static final DiskReserve NONE = new DiskReserve("", () -> Long.MAX_VALUE);

    static final long LEAST_BYTES = 512L << 20;

    private static final long RETRY_SECONDS = 10;

    private final String directory;
    private final LongSupplier freeBytes;

    DiskReserve(String directory, LongSupplier freeBytes) {
        this.directory = directory;
        this.freeBytes = freeBytes;
    }

    /** The reserve on the file system of a directory. */
    public static DiskReserve of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new DiskReserve(directory.toString(), () -> {
            try {
                return store.getUsableSpace();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What keeps records from being taken, in a sentence with the remedy. */
    public Optional<String> problem() {
        long free = freeBytes.getAsLong();
        return free >= LEAST_BYTES
                ? Optional.empty()
                : Optional.of("only " + (free >> 20) + " MiB are free at " + directory + ", where Kafka writes, and "
                        + (LEAST_BYTES >> 20) + " MiB are kept in reserve: no records are taken until space is free");
    }

    /** @throws HttpProblem 507 if the reserve is used up */
    public void check() {
        problem().ifPresent(problem -> {
            throw new HttpProblem(507, "Disk nearly full", problem, Map.of(HttpProblem.RETRY_AFTER, RETRY_SECONDS));
        });
    }
}
