package dev.alluvium.model.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds weights in torch's pickle format, which can run code when they are loaded the usual way. */
final class PickleFiles {
    private static final String PATTERN = "pytorch_model.*\\.bin|pytorch_model\\.bin\\.index\\.json|.*\\.(pt|pth)";

    private PickleFiles() {}

    /** Whether a directory holds such files. */
    static boolean in(Path directory) {
        return !files(directory).isEmpty();
    }

    static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(PATTERN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
