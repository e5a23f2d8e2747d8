package dev.alluvium.runtime.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a directory of copies within so many bytes: the copies that were used longest ago go first. */
public final class DirectoryLimit {
    private final Path root;
    private final long most;

    private record Copy(Path directory, long bytes, FileTime used) {}

    /** @param most bytes of all copies below {@code root} */
    public DirectoryLimit(Path root, long most) {
        this.root = root;
        this.most = most;
    }

    /** Notes that a copy is used now. */
    public void use(Path copy) throws IOException {
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
    }

    /**
     * Removes copies until the others fit, or only those in use are left.
     *
     * @param inUse of a copy's directory
     */
    public void enforce(Predicate<Path> inUse) throws IOException {
        if (most == Long.MAX_VALUE) {
            return;
        }
        List<Copy> copies;
        try (Stream<Path> all = Files.list(root)) {
            copies = all.filter(Files::isDirectory)
                    .filter(copy -> !copy.getFileName().toString().startsWith("."))
                    .map(DirectoryLimit::copy)
                    .toList();
        }
        long bytes = copies.stream().mapToLong(Copy::bytes).sum();
        for (Copy oldest :
                copies.stream().sorted(Comparator.comparing(Copy::used)).toList()) {
            if (bytes > most && !inUse.test(oldest.directory())) {
                delete(oldest.directory());
                bytes -= oldest.bytes();
            }
        }
    }

    private static Copy copy(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
            return new Copy(directory, bytes, Files.getLastModifiedTime(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    /** Removes a directory with all that is in it, if it exists. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
