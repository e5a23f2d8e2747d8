package dev.alluvium.serving.adapter.store;

import dev.alluvium.runtime.base.PrivateFiles;
import dev.alluvium.settings.VllmConfig.ReadableBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Files that only their owner may read unless they are opened, each put in place by one atomic move. */
final class LocalFiles {
    private LocalFiles() {}

    static Path draftDirectory(Path parent) throws IOException {
        PrivateFiles.directories(parent);
        return Files.createTempDirectory(
                parent, "draft-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void write(Path file, byte[] content) throws IOException {
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        PrivateFiles.directories(parent);
        Path draft = Files.createTempFile(
                parent,
                "draft-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets others read a directory that is to be put in place, what lies in it, and what it is put into. */
    static void openToRead(Path directory, ReadableBy readable) throws IOException {
        String others = switch (readable) {
            case OWNER -> "------";
            case GROUP -> "r-x---";
            case EVERYONE -> "r-xr-x";
        };
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-" + others.replace('x', '-')));
            }
        }
        Set<PosixFilePermission> entered = PosixFilePermissions.fromString("rwx" + others);
        Files.setPosixFilePermissions(directory, entered);
        Path parent = Objects.requireNonNull(directory.toAbsolutePath().getParent());
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(parent);
        if (!before.containsAll(entered)) {
            before.addAll(entered);
            Files.setPosixFilePermissions(parent, before);
        }
    }

    static Instant lastModified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
