package dev.alluvium.runtime.base;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local copies of directories in the object store. A copy is named after the keys and tags of what it holds and put in
 * place by one atomic move, so it is whole or absent, whoever fetches it at the same time. Where a directory has a file
 * {@value #SUMS} in the format of {@code sha256sum}, its files must agree with it.
 */
public final class DirectoryCache {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryCache.class);
    private static final int PIECE = 16 << 20;
    private static final String SUMS = "SHA256SUMS";
    private static final Pattern OTHER_WEIGHTS = Pattern.compile(".*\\.(bin|pt|pth|h5|msgpack|onnx|gguf)");

    private final ObjectStore store;
    private final Path root;
    private final ResumableDownload copying;
    private final DirectoryLimit limit;

    /** A cache under {@code root}, which is created when needed and grows without a limit. */
    public DirectoryCache(ObjectStore store, Path root) {
        this(store, root, PIECE);
    }

    DirectoryCache(ObjectStore store, Path root, int piece) {
        this(store, root, piece, Long.MAX_VALUE);
    }

    /**
     * A cache whose copies take {@code most} bytes, the last one always: those that were fetched longest ago go first, so
     * whoever fetches must be done with the one before.
     */
    public static DirectoryCache limited(ObjectStore store, Path root, long most) {
        return new DirectoryCache(store, root, PIECE, most);
    }

    private DirectoryCache(ObjectStore store, Path root, int piece, long most) {
        this.limit = new DirectoryLimit(root, most);
        this.copying = new ResumableDownload(store, piece);
        this.store = store;
        this.root = root;
    }

    /**
     * The directory of all objects below a prefix. A copy that was cut off is continued by the next one.
     *
     * @param prefix a key prefix that ends in a slash
     * @return empty if there is no object
     */
    public Optional<Path> fetch(String prefix) {
        SortedMap<String, ObjectInfo> objects = objects(prefix);
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        String name = name(prefix, objects);
        Path target = root.resolve(name);
        try {
            if (!Files.isDirectory(target)) {
                PrivateFiles.directories(root);
                FetchLock.holding(root.resolve("." + name + ".lock"), () -> {
                    if (!Files.isDirectory(target)) {
                        fetch(prefix, objects, root.resolve(".part-" + name), target);
                    }
                });
            }
            limit.use(target);
            limit.enforce(target::equals);
            return Optional.of(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + prefix + " to " + target + "; is the disk full?", e);
        }
    }

    /** Removes a copy that is not what it should be, so that it is fetched again. */
    public void drop(Path copy) {
        try {
            DirectoryLimit.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + copy, e);
        }
    }

    /**
     * One file of such a directory.
     *
     * @return empty if there is none
     */
    public Optional<Path> fetchFile(String prefix, String name) {
        return store.get(prefix + name).map(object -> {
            Path target = root.resolve(Digest.id(prefix, Digest.sha256(object.bytes())))
                    .resolve(name);
            try {
                Path directory = Files.createDirectories(target.toAbsolutePath().getParent());
                Path draft = Files.createTempFile(directory, ".part-", "");
                Files.write(draft, object.bytes());
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
                return target;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot copy " + prefix + name + " to " + target + "; is the disk full?", e);
            }
        });
    }

    /** What a model directory needs: with safetensors there, no other form of the weights. */
    private SortedMap<String, ObjectInfo> objects(String prefix) {
        List<String> keys = store.list(prefix);
        boolean safetensors = keys.stream().anyMatch(key -> key.endsWith(".safetensors"));
        SortedMap<String, ObjectInfo> objects = new TreeMap<>();
        keys.stream()
                .filter(key -> !safetensors || !OTHER_WEIGHTS.matcher(key).matches())
                .forEach(key -> store.head(key).ifPresent(info -> objects.put(key, info)));
        return objects;
    }

    private String name(String prefix, SortedMap<String, ObjectInfo> objects) {
        StringBuilder content = new StringBuilder(store.bucket()).append('/').append(prefix);
        objects.forEach(
                (key, info) -> content.append('\n').append(key).append(' ').append(info.etag()));
        return Digest.id(content.toString());
    }

    private void fetch(String prefix, SortedMap<String, ObjectInfo> objects, Path draft, Path target)
            throws IOException {
        requireRoom(prefix, objects, draft);
        SortedMap<String, String> sums = new TreeMap<>();
        for (Map.Entry<String, ObjectInfo> object : objects.entrySet()) {
            String key = object.getKey();
            String name = key.substring(prefix.length());
            Path file = draft.resolve(name).normalize();
            if (!file.startsWith(draft)) {
                throw new BaseException(key + " would lie outside its directory; remove it from the bucket");
            }
            sums.put(name, copying.copy(key, object.getValue(), file));
            LOG.atInfo()
                    .addKeyValue("key", key)
                    .addKeyValue("bytes", object.getValue().bytes())
                    .addKeyValue("sha256", sums.get(name))
                    .log("copied from the object store");
        }
        try {
            verify(prefix, draft, sums);
        } catch (BaseException e) {
            DirectoryLimit.delete(draft);
            throw e;
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireRoom(String prefix, SortedMap<String, ObjectInfo> objects, Path draft) throws IOException {
        PrivateFiles.directories(draft);
        long wanted = objects.values().stream().mapToLong(ObjectInfo::bytes).sum();
        long room = Files.getFileStore(draft).getUsableSpace() + size(draft);
        if (wanted > room) {
            throw new BaseException(prefix + " has " + wanted + " bytes, " + root + " has room for " + room
                    + "; free space or set the data directory to another disk");
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    private static void verify(String prefix, Path draft, SortedMap<String, String> sums) throws IOException {
        Path list = draft.resolve(SUMS);
        if (!Files.exists(list)) {
            return;
        }
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String[] parts = line.split(" [ *]", 2);
            boolean listed =
                    parts.length == 2 && !OTHER_WEIGHTS.matcher(parts[1]).matches();
            if (listed && !parts[0].equals(sums.get(parts[1]))) {
                throw new BaseException(prefix + parts[1] + " differs from its checksum in " + prefix + SUMS
                        + "; upload the directory again");
            }
        }
    }
}
