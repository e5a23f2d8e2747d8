package dev.alluvium.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that appears whole or not at all: it is filled beside its place, then moved there. When a program is
 * interrupted, what it had written is removed.
 */
public final class AtomicDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final Path place;
    private final Path draft;
    private final Thread atExit;

    private AtomicDirectory(Path place, Path draft) {
        this.place = place;
        this.draft = draft;
        this.atExit = new Thread(this::removeAtExit, "remove-" + draft.getFileName());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @throws CliException if something is at {@code place} already */
    public static AtomicDirectory at(Path place) throws IOException {
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
        return beside(target);
    }

    /**
     * A place for what becomes one file.
     *
     * @throws CliException if something is at {@code place} already
     */
    public static AtomicDirectory forFile(Path place) throws IOException {
        if (Files.exists(place)) {
            throw new CliException(place + ": exists; choose another name", 2);
        }
        return beside(place.toAbsolutePath().normalize());
    }

    private static AtomicDirectory beside(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        return new AtomicDirectory(target, Files.createTempDirectory(target.getParent(), ".part-"));
    }

    /** Where to write. */
    public Path draft() {
        return draft;
    }

    /** Moves what was written to its place. */
    public void keep() throws IOException {
        if (Files.getFileAttributeView(draft, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.deleteIfExists(place);
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Moves one file of what was written to its place. */
    public void keepFile(Path file) throws IOException {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The program ends: the hook removes the draft.
        }
        remove();
    }

    /** The thread that writes still runs, so a file may come while others are removed. */
    private void removeAtExit() {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                remove();
                return;
            } catch (IOException e) {
                if (i == ATTEMPTS - 1) {
                    System.err.println("alluvium: cannot remove " + draft + ": " + e.getMessage());
                }
            }
        }
    }

    private void remove() throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(draft)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
