package dev.alluvium.runtime.service;

import dev.alluvium.runtime.base.DirectoryLimit;
import dev.alluvium.runtime.base.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder of this process below its data directory: native libraries and what Flink unpacks would else stay in the
 * machine's after a kill -9. What dead processes left is removed at the next start.
 */
public final class TemporaryFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);

    private final Path own;

    private TemporaryFiles(Path own) {
        this.own = own;
    }

    /** Makes the folder and lets this process use it; to be called before anything else makes temporary files. */
    public static TemporaryFiles below(Path data) throws IOException {
        Path all = PrivateFiles.directories(data.toAbsolutePath().resolve("tmp"));
        long pid = ProcessHandle.current().pid();
        removeLeft(all, pid);
        Path own = PrivateFiles.directories(all.resolve(Long.toString(pid)));
        System.setProperty("java.io.tmpdir", own.toString());
        System.setProperty("org.xerial.snappy.tempdir", own.toString());
        return new TemporaryFiles(own);
    }

    /** A folder is named after its process; one of this process's name was left by another that had it before. */
    static void removeLeft(Path all, long pid) throws IOException {
        List<Path> folders;
        try (Stream<Path> listed = Files.list(all)) {
            folders = listed.filter(folder -> isLeft(folder.getFileName().toString(), pid))
                    .toList();
        }
        for (Path folder : folders) {
            DirectoryLimit.delete(folder);
        }
    }

    private static boolean isLeft(String name, long pid) {
        return name.matches("\\d{1,18}")
                && (Long.parseLong(name) == pid
                        || ProcessHandle.of(Long.parseLong(name))
                                .filter(ProcessHandle::isAlive)
                                .isEmpty());
    }

    @Override
    public void close() {
        try {
            DirectoryLimit.delete(own);
        } catch (IOException e) {
            LOG.debug("{} is removed at the next start", own, e);
        }
    }
}
