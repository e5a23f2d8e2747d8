package dev.alluvium.cleaning.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks beside the local state that the process closed it. The state of a killed process may hold more than was
 * committed; Kafka Streams would find that out store by store, log it as errors and restore each.
 */
final class CleanShutdownMarker {
    private static final Logger LOG = LoggerFactory.getLogger(CleanShutdownMarker.class);
    private static final String NAME = "closed";

    private final Path directory;

    CleanShutdownMarker(Path directory) {
        this.directory = directory;
    }

    /** Takes the mark away; if there is none though there is state, {@code cleanUp} has to remove that. */
    void open(Runnable cleanUp) {
        try {
            if (!Files.deleteIfExists(directory.resolve(NAME)) && hasState()) {
                LOG.info("the process before did not close {}: it is restored from its changelogs", directory);
                cleanUp.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + directory, e);
        }
    }

    /** All of the state was closed. */
    void close() {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(NAME), "");
        } catch (IOException e) {
            LOG.warn("cannot write {}: the state is restored at the next start: {}", directory, e.getMessage());
        }
    }

    private boolean hasState() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(Files::isDirectory);
        }
    }
}
