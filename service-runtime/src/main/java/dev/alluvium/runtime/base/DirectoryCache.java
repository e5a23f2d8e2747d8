package dev.alluvium.runtime.base;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Local copies of directories in the object store. A copy is named after the keys and tags of what it holds and put in
 * place by one atomic move, so it is whole or absent, whoever fetches it at the same time. Where a directory has a file
 * {@value #SUMS} in the format of {@code sha256sum}, its files must agree with it.
 */
public final class DirectoryCache {
    private static final String SUMS = "SHA256SUMS";

    private final ObjectStore store;
    private final Path root;

    /** A cache under {@code root}, which is created when needed. */
    public DirectoryCache(ObjectStore store, Path root) {
        this.store = store;
        this.root = root;
    }

    /**
     * The directory of all objects below a prefix.
     *
     * @param prefix a key prefix that ends in a slash
     * @return empty if there is no object
     */
    public Optional<Path> fetch(String prefix) {
        List<String> keys = store.list(prefix);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Path target = root.resolve(name(prefix, keys));
        try {
            if (!Files.isDirectory(target)) {
                Files.createDirectories(root);
                Path draft = Files.createTempDirectory(root, ".part-");
                try {
                    download(prefix, keys, draft);
                    move(draft, target);
                } finally {
                    delete(draft);
                }
            }
            return Optional.of(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + prefix + " to " + target + "; is the disk full?", e);
        }
    }

    private String name(String prefix, List<String> keys) {
        StringBuilder content = new StringBuilder(store.bucket()).append('/').append(prefix);
        for (String key : keys) {
            content.append('\n')
                    .append(key)
                    .append(' ')
                    .append(store.head(key).map(ObjectInfo::etag).orElse(""));
        }
        return Digest.id(content.toString());
    }

    private void download(String prefix, List<String> keys, Path draft) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String key : keys) {
            byte[] bytes = store.get(key)
                    .map(StoredObject::bytes)
                    .orElseThrow(() -> new BaseException(key + " vanished while it was copied; try again"));
            String name = key.substring(prefix.length());
            Path file = draft.resolve(name).normalize();
            if (!file.startsWith(draft)) {
                throw new BaseException(key + " would lie outside its directory; remove it from the bucket");
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
            sums.put(name, Digest.sha256(bytes));
        }
        verify(prefix, draft, sums);
    }

    private static void verify(String prefix, Path draft, SortedMap<String, String> sums) throws IOException {
        Path list = draft.resolve(SUMS);
        if (!Files.exists(list)) {
            return;
        }
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String[] parts = line.split(" [ *]", 2);
            if (parts.length == 2 && !parts[0].equals(sums.get(parts[1]))) {
                throw new BaseException(prefix + parts[1] + " differs from its checksum in " + prefix + SUMS
                        + "; upload the directory again");
            }
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
