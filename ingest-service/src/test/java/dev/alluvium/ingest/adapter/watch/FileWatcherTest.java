package dev.alluvium.ingest.adapter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.adapter.ReadJournal;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file once, across restarts, and none before it is whole. */
class FileWatcherTest {
    @TempDir
    Path directory;

    private final List<String> appended = new ArrayList<>();
    private int dyingAfter = Integer.MAX_VALUE;

    @Test
    void shouldReadAFileOnceItStaysAsItIs() throws IOException {
        // Given
        Path file = write("in/a.csv", "question,answer\nQ,A\n");
        FileWatcher watcher = watcher();
        watcher.look();
        assertThat(appended).isEmpty();

        // When
        Files.writeString(file, "question,answer\nQ,A\nR,B\n");
        watcher.look();
        assertThat(appended).isEmpty();
        watcher.look();
        watcher.look();

        // Then
        assertThat(appended).hasSize(2);
        assertThat(watcher().status()).containsEntry("files", 0L);
    }

    @Test
    void shouldGoOnAfterARestart() throws IOException {
        // Given
        write("in/many.jsonl", "{\"text\":\"Some text.\"}\n".repeat(1_200));
        FileWatcher first = watcher();
        first.look();
        dyingAfter = 1_000;
        assertThatThrownBy(first::look).hasMessage("gone");

        // When
        dyingAfter = Integer.MAX_VALUE;
        FileWatcher second = watcher();
        second.look();
        second.look();

        // Then
        assertThat(appended).hasSize(1_200);
        watcher().look();
        assertThat(appended).hasSize(1_200);
    }

    @Test
    void shouldNameAFileThatItCannotReadAndReadTheOthers() throws IOException {
        // Given
        write("in/a.xml", "<r><c><text>Good.</text></c><c>");
        write("in/b.jsonl", "{\"text\":\"Some text.\"}\nno json\n");
        FileWatcher watcher = watcher();

        // When
        watcher.look();
        watcher.look();
        watcher.look();

        // Then
        assertThat(appended).containsExactly("{\"text\":\"Some text.\"}");
        assertThat(watcher.status())
                .containsEntry("files", 1L)
                .containsEntry("refused", 1L)
                .extractingByKey("unreadable")
                .asString()
                .contains("a.xml: line 1", "not well-formed XML");
    }

    @Test
    void shouldReadAFileAgainAfterItsPlaceWasAway() throws IOException {
        // Given
        write("in/a.jsonl", "{\"text\":\"Some text.\"}\n");
        WatchedDirectory disk = new WatchedDirectory(directory.resolve("in"));
        Faulty place = new Faulty(disk);
        FileWatcher watcher = watcher(place);
        watcher.look();
        place.opening = new IOException("the disk is away");
        watcher.look();
        assertThat(watcher.status()).containsEntry("unreadable", List.of());
        assertThat(watcher.status())
                .containsEntry("waiting", List.of("a.jsonl: the disk is away; tried again at the next look"));
        place.opening = null;
        place.reading = new IOException("the disk breaks off");
        watcher.look();
        assertThat(watcher.status())
                .containsEntry("waiting", List.of("a.jsonl: the disk breaks off; tried again in 2 looks"));

        // When
        place.reading = null;
        watcher.look();
        assertThat(appended).isEmpty();
        watcher.look();

        // Then
        assertThat(appended).containsExactly("{\"text\":\"Some text.\"}");
        assertThat(watcher.status()).containsEntry("waiting", List.of()).containsEntry("files", 1L);
    }

    @Test
    void shouldReadNothingTwiceWhereTheJournalCouldNotBeWritten() throws IOException {
        // Given
        write("in/a.jsonl", "{\"text\":\"Some text.\"}\n");
        FileWatcher watcher = watcher();
        watcher.look();
        Path inTheWay = write("journal", "a file where the journal's directory should be");
        watcher.look();
        assertThat(appended).hasSize(1);
        assertThat(watcher.status()).containsEntry("unreadable", List.of());
        assertThat(watcher.status().get("waiting")).asString().contains("a.jsonl: ");

        // When
        Files.delete(inTheWay);
        watcher.look();

        // Then
        assertThat(appended).hasSize(1);
        FileWatcher restarted = watcher();
        restarted.look();
        restarted.look();
        assertThat(appended).hasSize(1);
    }

    @Test
    void shouldSetADamagedJournalAside() throws IOException {
        Path file = write("journal/in.json", "{\"a.jsonl\":{\"sta");

        ReadJournal journal = ReadJournal.open(file);

        assertThat(journal.done("a.jsonl", "state")).isZero();
        assertThat(directory.resolve("journal/in.json.damaged")).exists();
    }

    /** A place that fails when it is told to. */
    private static final class Faulty implements WatchedPlace {
        private final WatchedPlace place;
        private @Nullable IOException opening;
        private @Nullable IOException reading;

        private Faulty(WatchedPlace place) {
            this.place = place;
        }

        @Override
        public List<Entry> list() throws IOException {
            return place.list();
        }

        @Override
        public InputStream open(Entry entry) throws IOException {
            if (opening != null) {
                throw opening;
            }
            IOException failing = reading;
            return failing == null
                    ? place.open(entry)
                    : new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw failing;
                        }
                    };
        }
    }

    @Test
    void shouldReadThePrefixOfABucket() throws IOException {
        // Given
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.putIfAbsent("drop/a.jsonl", "{\"text\":\"Some text.\"}\n".getBytes(StandardCharsets.UTF_8));
        store.putIfAbsent("other/b.jsonl", "{\"text\":\"Other.\"}\n".getBytes(StandardCharsets.UTF_8));
        FileWatcher watcher = watcher(new WatchedPrefix(store, "drop/"));

        // When
        watcher.look();
        watcher.look();

        // Then
        assertThat(appended).containsExactly("{\"text\":\"Some text.\"}");
    }

    private FileWatcher watcher() throws IOException {
        return watcher(new WatchedDirectory(directory.resolve("in")));
    }

    private FileWatcher watcher(WatchedPlace place) throws IOException {
        ReadJournal journal = ReadJournal.open(directory.resolve("journal/in.json"));
        return new FileWatcher(
                "in",
                place,
                ReadOptions.of(""),
                Formats::open,
                journal,
                this::append,
                refused -> {},
                Clock.systemUTC());
    }

    private List<RawPosition> append(List<Admitted> records, Instant begun) {
        if (appended.size() >= dyingAfter) {
            throw new IllegalStateException("gone");
        }
        List<RawPosition> positions = new ArrayList<>();
        for (Admitted record : records) {
            appended.add(new String(record.value(), StandardCharsets.UTF_8));
            positions.add(new RawPosition("raw", 0, appended.size()));
        }
        return positions;
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
