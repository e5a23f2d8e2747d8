package dev.alluvium.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do; the real one and the one in memory both extend this. */
abstract class ObjectStoreContract {
    abstract ObjectStore store();

    @Test
    void shouldReturnWhatWasPut() {
        // Given
        ObjectStore store = store();

        // When
        boolean put = store.putIfAbsent("contract/a", "one".getBytes(UTF_8));

        // Then
        assertThat(put).isTrue();
        assertThat(store.get("contract/a").orElseThrow().bytes())
                .asString(UTF_8)
                .isEqualTo("one");
        assertThat(store.head("contract/a").orElseThrow().bytes()).isEqualTo(3);
    }

    @Test
    void shouldReturnPartOfTheStateThatIsNamed() {
        // Given
        ObjectStore store = store();
        store.putIfAbsent("contract/range", "0123456789".getBytes(UTF_8));
        String tag = store.head("contract/range").orElseThrow().etag();

        // Then
        assertThat(store.range("contract/range", tag, 2, 3).orElseThrow())
                .asString(UTF_8)
                .isEqualTo("234");
        assertThat(store.range("contract/range", tag, 8, 30).orElseThrow())
                .asString(UTF_8)
                .isEqualTo("89");
        assertThat(store.range("contract/range", "another", 2, 3)).isEmpty();
        assertThat(store.range("contract/absent", tag, 2, 3)).isEmpty();
    }

    @Test
    void shouldKeepTheFirstOfTwoPuts() {
        // Given
        ObjectStore store = store();
        store.putIfAbsent("contract/b", "first".getBytes(UTF_8));

        // When
        boolean second = store.putIfAbsent("contract/b", "second".getBytes(UTF_8));

        // Then
        assertThat(second).isFalse();
        assertThat(store.get("contract/b").orElseThrow().bytes())
                .asString(UTF_8)
                .isEqualTo("first");
    }

    @Test
    void shouldTakeAFileInPartsOnce(@TempDir Path directory) throws IOException {
        // Given
        byte[] bytes = new byte[(64 << 20) + 5];
        bytes[bytes.length - 1] = 7;
        Path file = Files.write(directory.resolve("large"), bytes);

        // When
        boolean first = store().uploadIfAbsent("contract/large", file);
        boolean second = store().uploadIfAbsent("contract/large", Files.write(directory.resolve("other"), new byte[3]));

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        ObjectInfo info = store().head("contract/large").orElseThrow();
        assertThat(info.bytes()).isEqualTo(bytes.length);
        assertThat(store().range("contract/large", info.etag(), bytes.length - 2, 9)
                        .orElseThrow())
                .containsExactly(0, 7);
    }

    @Test
    void shouldReplaceOnlyTheStateThatWasRead() {
        // Given
        ObjectStore store = store();
        store.putIfAbsent("contract/c", "1".getBytes(UTF_8));
        String tag = store.get("contract/c").orElseThrow().etag();

        // When
        boolean first = store.replace("contract/c", "2".getBytes(UTF_8), tag);
        boolean late = store.replace("contract/c", "3".getBytes(UTF_8), tag);

        // Then
        assertThat(first).isTrue();
        assertThat(late).isFalse();
        assertThat(store.get("contract/c").orElseThrow().bytes())
                .asString(UTF_8)
                .isEqualTo("2");
    }

    @Test
    void shouldNotReplaceWhatDoesNotExist() {
        assertThat(store().replace("contract/none", new byte[] {1}, "tag")).isFalse();
        assertThat(store().get("contract/none")).isEmpty();
        assertThat(store().head("contract/none")).isEmpty();
    }

    @Test
    void shouldListSortedByPrefixAndDelete() {
        // Given
        ObjectStore store = store();
        for (String key : List.of("list/b", "list/a/1", "other/x", "list/c")) {
            store.putIfAbsent(key, key.getBytes(UTF_8));
        }

        // When
        store.delete("list/c");
        store.delete("list/never-there");

        // Then
        assertThat(store.list("list/")).containsExactly("list/a/1", "list/b");
    }

    @Test
    void shouldLetExactlyOneOfRacingWritersWin() throws Exception {
        // Given
        ObjectStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(16);

        // When
        List<Future<Boolean>> races = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] bytes = ("writer " + i).getBytes(UTF_8);
            races.add(threads.submit(() -> store.putIfAbsent("contract/race", bytes)));
        }
        int winners = 0;
        for (Future<Boolean> race : races) {
            winners += race.get() ? 1 : 0;
        }
        threads.shutdown();

        // Then
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void shouldPassTheStartUpCheck() {
        ConditionalPutCheck.verify(store());

        assertThat(store().list("checks/")).isEmpty();
    }
}
