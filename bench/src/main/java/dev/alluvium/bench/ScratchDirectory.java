package dev.alluvium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory of a measurement; it is removed with all that is in it. */
public record ScratchDirectory(Path directory) implements AutoCloseable {
    /** Makes one among the temporary files. */
    public static ScratchDirectory create() throws IOException {
        return new ScratchDirectory(Files.createTempDirectory("alluvium-bench"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
