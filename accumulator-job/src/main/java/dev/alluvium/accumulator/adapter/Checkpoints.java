package dev.alluvium.accumulator.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where a job that ended goes on: at its newest checkpoint, or at a savepoint that is newer. */
final class Checkpoints {
    private static final int DEPTH = 2;
    private static final String METADATA = "_metadata";
    private static final String CHECKPOINT = "chk-";
    private static final String SAVEPOINT = "savepoint-";

    private Checkpoints() {}

    /** The newest completed checkpoint or savepoint of any job under {@code directory}: one whose metadata was written. */
    static Optional<Path> newest(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> paths = Files.find(directory, DEPTH, (path, attributes) -> completed(path))) {
            return paths.max(Comparator.comparing(Checkpoints::written).thenComparing(Checkpoints::number));
        }
    }

    /** Removes what jobs leave behind whose checkpoints were all taken over by later ones: directories without a file. */
    static void removeEmptied(Path directory) throws IOException {
        try (Stream<Path> jobs = Files.list(directory)) {
            for (Path job : jobs.filter(Files::isDirectory).toList()) {
                if (withoutFiles(job)) {
                    remove(job);
                }
            }
        }
    }

    private static boolean withoutFiles(Path job) throws IOException {
        try (Stream<Path> within = Files.walk(job)) {
            return within.noneMatch(Files::isRegularFile);
        }
    }

    private static void remove(Path job) throws IOException {
        try (Stream<Path> within = Files.walk(job)) {
            for (Path path : within.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Whether it is one that somebody asked for: it stays whatever job begins at it. */
    static boolean isSavepoint(Path path) {
        return name(path).startsWith(SAVEPOINT);
    }

    private static boolean completed(Path checkpoint) {
        return (name(checkpoint).matches(CHECKPOINT + "\\d+") || isSavepoint(checkpoint))
                && Files.isRegularFile(checkpoint.resolve(METADATA));
    }

    private static FileTime written(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path checkpoint) {
        return isSavepoint(checkpoint)
                ? Long.MAX_VALUE
                : Long.parseLong(name(checkpoint).substring(CHECKPOINT.length()));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
