package dev.alluvium.runtime.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time fetch a directory; the others wait for it and find it done. */
final class FetchLock {
    /** A file lock belongs to the whole process, so its threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FetchLock() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    static void holding(Path file, Action action) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            action.run();
        } finally {
            threads.unlock();
        }
    }
}
