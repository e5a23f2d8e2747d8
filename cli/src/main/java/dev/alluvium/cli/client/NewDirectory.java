package dev.alluvium.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that appears whole or not at all: filled beside its place, then moved there. */
public final class NewDirectory implements AutoCloseable {
    private final Path place;
    private final Path draft;

    private NewDirectory(Path place, Path draft) {
        this.place = place;
        this.draft = draft;
    }

    /** @throws CliException if something is at {@code place} already */
    public static NewDirectory at(Path place) throws IOException {
        Path target = place.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                if (files.findAny().isPresent()) {
                    throw new CliException(place + ": is not empty; choose a new directory", 2);
                }
            }
        } else if (Files.exists(target)) {
            throw new CliException(place + ": is a file; choose a new directory", 2);
        }
        Files.createDirectories(target.getParent());
        return new NewDirectory(target, Files.createTempDirectory(target.getParent(), ".part-"));
    }

    /** Where to write. */
    public Path draft() {
        return draft;
    }

    /** Moves what was written to its place. */
    public void keep() throws IOException {
        Files.deleteIfExists(place);
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(draft)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
