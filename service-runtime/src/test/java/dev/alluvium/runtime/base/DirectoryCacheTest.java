package dev.alluvium.runtime.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCacheTest {
    private static final int PIECE = 1000;
    private static final byte[] WEIGHTS = new byte[2 * PIECE + 5];

    private final CountingStore store = new CountingStore();

    @TempDir
    private Path root;

    private DirectoryCache cache;

    @BeforeEach
    void fill() {
        new Random(1).nextBytes(WEIGHTS);
        put("base/model.safetensors", WEIGHTS);
        put("base/config.json", "{}".getBytes(StandardCharsets.UTF_8));
        cache = new DirectoryCache(store, root, PIECE);
    }

    private void put(String key, byte[] bytes) {
        assertThat(store.putIfAbsent(key, bytes)).isTrue();
    }

    private Path fetched() {
        return cache.fetch("base/").orElseThrow();
    }

    @Test
    void shouldKeepTheLastFetchedWithinItsBytes() throws IOException {
        DirectoryCache limited = DirectoryCache.limited(store, root.resolve("limited"), 25);
        for (int i = 0; i < 5; i++) {
            put("runs/" + i + "/adapter.bin", new byte[10]);
            Path fetched = limited.fetch("runs/" + i + "/").orElseThrow();
            Files.setLastModifiedTime(fetched, FileTime.fromMillis(i));
        }

        assertThat(copies(root.resolve("limited"))).hasSize(2);
        store.read.clear();
        limited.fetch("runs/4/");
        limited.fetch("runs/3/");
        assertThat(store.read).isEmpty();
    }

    @Test
    void shouldKeepACopyThatIsLargerThanTheLimitWhileItIsTheLast() throws IOException {
        DirectoryCache limited = DirectoryCache.limited(store, root.resolve("limited"), 1);

        Path fetched = limited.fetch("base/").orElseThrow();

        assertThat(copies(root.resolve("limited"))).containsExactly(fetched);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched.resolve("model.safetensors"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched)))
                .isEqualTo("rwx------");
    }

    private static List<Path> copies(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void shouldGoOnWithACopyThatWasCutOff() throws IOException {
        // Given
        store.failAfter = 2;
        assertThatThrownBy(this::fetched).isInstanceOf(StoreException.class);
        store.failAfter = Integer.MAX_VALUE;
        store.read.clear();

        // When
        Path directory = fetched();

        // Then
        assertThat(directory.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(store.read)
                .containsExactly("base/model.safetensors@" + PIECE, "base/model.safetensors@" + 2 * PIECE);
    }

    @Test
    void shouldCopyOnceForAllWhoAskAtTheSameTime() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Future<Path>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(threads.submit(this::fetched));
        }

        // Then
        for (Future<Path> one : asked) {
            assertThat(one.get().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        }
        assertThat(store.read).hasSize(4).doesNotHaveDuplicates();
        threads.shutdown();
    }

    @Test
    void shouldThrowAwayWhatDiffersFromItsChecksum() throws IOException {
        // Given
        put("base/SHA256SUMS", (Digest.sha256(new byte[1]) + "  model.safetensors\n").getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(this::fetched)
                .isInstanceOf(BaseException.class)
                .hasMessage(
                        "base/model.safetensors differs from its checksum in base/SHA256SUMS; upload the directory again");
        try (var files = Files.list(root)) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void shouldLeaveOtherFormsOfTheWeightsWhereTheyAre() {
        // Given
        put("base/pytorch_model.bin", new byte[100]);
        put("base/model.gguf", new byte[100]);

        // When
        Path directory = fetched();

        // Then
        assertThat(directory).isDirectoryNotContaining("glob:**.{bin,gguf}");
    }

    @Test
    void shouldSayThatAnObjectChangedMeanwhile() {
        // Given
        store.beforeRange = () -> {
            store.delete("base/model.safetensors");
            put("base/model.safetensors", new byte[7]);
        };

        // Then
        assertThatThrownBy(this::fetched)
                .isInstanceOf(BaseException.class)
                .hasMessage("base/model.safetensors changed while it was copied; try again");
    }

    /** Notes every piece that is read, and fails when told. */
    private static final class CountingStore implements ObjectStore {
        private final InMemoryObjectStore store = new InMemoryObjectStore();
        private final List<String> read = new ArrayList<>();
        private int failAfter = Integer.MAX_VALUE;
        private Runnable beforeRange = () -> {};

        @Override
        public synchronized Optional<byte[]> range(String key, String etag, long from, int length) {
            if (key.endsWith("safetensors")) {
                beforeRange.run();
            }
            if (read.size() == failAfter) {
                throw new StoreException("the store is away");
            }
            read.add(key + "@" + from);
            return store.range(key, etag, from, length);
        }

        @Override
        public String bucket() {
            return store.bucket();
        }

        @Override
        public Optional<StoredObject> get(String key) {
            return store.get(key);
        }

        @Override
        public Optional<ObjectInfo> head(String key) {
            return store.head(key);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] bytes) {
            return store.putIfAbsent(key, bytes);
        }

        @Override
        public boolean replace(String key, byte[] bytes, String expectedEtag) {
            return store.replace(key, bytes, expectedEtag);
        }

        @Override
        public List<String> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }
    }
}
