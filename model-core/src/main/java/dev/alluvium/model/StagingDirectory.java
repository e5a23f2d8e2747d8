package dev.alluvium.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A directory for unfinished files inside another one, used by one process at a time. What a killed process left is
 * removed.
 */
final class StagingDirectory implements AutoCloseable {
    private static final String NAME = ".alluvium-draft";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private StagingDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the draft of a directory, which is created. */
    static StagingDirectory in(Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        Files.createDirectories(path);
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new ModelException(directory, "locked", "is being written by another process", "wait for its end");
        }
        StagingDirectory draft = new StagingDirectory(path, channel);
        draft.clear();
        return draft;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(each -> !each.endsWith(LOCK)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Removes all that is still in it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            clear();
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
        }
    }
}
