package dev.alluvium.ingest.adapter.watch;

import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.adapter.ReadJournal;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.format.FormatException;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each file of a place once, when it has stayed as it is from one look to the next. Stopped between an acknowledgement and
 * the note of it, one batch is sent twice, which cleaning finds. A file that changes is read anew.
 *
 * <p>Only what is in a file makes it unreadable until it changes. Whatever else fails (its place, the journal, the raw topic)
 * is tried again, ever more rarely.
 */
final class FileWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);
    private static final int BATCH = 500;

    private final String name;
    private final WatchedPlace place;
    private final ReadOptions options;
    private final Opening opening;
    private final ReadJournal journal;
    private final BiFunction<List<Admitted>, Instant, List<RawPosition>> append;
    private final IntConsumer refusals;
    private final Clock clock;
    private final Admission admission = new Admission();
    private final Map<String, String> unreadable = new TreeMap<>();
    private final FileRetries retries = new FileRetries();
    private Map<String, String> lastSeen = Map.of();
    private String problem = "";
    private long files;
    private long records;
    private long refused;

    /** How the records of a file are found. */
    @FunctionalInterface
    interface Opening {
        RecordSource open(InputStream in, ReadOptions options) throws IOException;
    }

    /**
     * A watcher that has seen nothing.
     *
     * @param name of the place, for people
     * @param opening opens what lies in the place
     * @param append appends records with the time of those that name none, which all of a file share, and returns once they
     *     stand in the raw topic
     * @param refusals told how many were not admitted
     */
    FileWatcher(
            String name,
            WatchedPlace place,
            ReadOptions options,
            Opening opening,
            ReadJournal journal,
            BiFunction<List<Admitted>, Instant, List<RawPosition>> append,
            IntConsumer refusals,
            Clock clock) {
        this.clock = clock;
        this.name = name;
        this.place = place;
        this.options = options;
        this.opening = opening;
        this.journal = journal;
        this.append = append;
        this.refusals = refusals;
    }

    /**
     * Looks once, and reads what is ready.
     *
     * @throws IOException if the place cannot be listed, or the journal not be written
     */
    synchronized void look() throws IOException {
        retries.look();
        try {
            journal.save();
            lookAtFiles();
            problem = "";
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            throw e;
        }
    }

    private void lookAtFiles() throws IOException {
        Map<String, String> seen = new HashMap<>();
        for (WatchedPlace.Entry entry : place.list()) {
            seen.put(entry.name(), entry.state());
            boolean settled = entry.state().equals(lastSeen.get(entry.name()));
            if (isDone(entry)) {
                retries.over(entry.name());
            } else if (settled && !retries.waits(entry.name())) {
                read(entry);
            }
        }
        lastSeen = seen;
        retries.keep(seen);
    }

    /** What it did since it started, for {@code alluvium status}. */
    synchronized Map<String, Object> status() {
        return Map.of(
                "path", name,
                "files", files,
                "records", records,
                "refused", refused,
                "unreadable", unreadable(),
                "waiting", waiting());
    }

    private List<String> waiting() {
        return problem.isEmpty()
                ? retries.status()
                : Stream.concat(Stream.of("the last look ended with: " + problem), retries.status().stream())
                        .toList();
    }

    private boolean isDone(WatchedPlace.Entry entry) {
        return journal.isComplete(entry.name(), entry.state()) || isKnownBad(entry);
    }

    private List<String> unreadable() {
        return unreadable.values().stream()
                .map(problem -> problem.substring(problem.indexOf('\n') + 1))
                .toList();
    }

    private boolean isKnownBad(WatchedPlace.Entry entry) {
        return unreadable.getOrDefault(entry.name(), "").startsWith(entry.state() + "\n");
    }

    private void read(WatchedPlace.Entry entry) throws IOException {
        unreadable.remove(entry.name());
        try {
            long items = records(entry);
            journal.noteComplete(entry.name(), entry.state());
            retries.over(entry.name());
            files++;
            LOG.atInfo()
                    .addKeyValue("file", entry.name())
                    .addKeyValue("records", items)
                    .log("a watched file was read");
        } catch (Unreadable e) {
            retries.over(entry.name());
            unreadable.put(entry.name(), entry.state() + "\n" + entry.name() + ": " + e.getMessage());
            LOG.atWarn().addKeyValue("file", entry.name()).log("a watched file cannot be read");
        } catch (IOException e) {
            retries.failed(entry.name(), e);
            LOG.atWarn()
                    .addKeyValue("file", entry.name())
                    .log("a watched file cannot be read now, and is tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            retries.failed(entry.name(), e);
            throw e;
        }
    }

    /** Appends what was not appended yet, and returns how many items the file has. */
    private long records(WatchedPlace.Entry entry) throws IOException {
        long done = journal.done(entry.name(), entry.state());
        long items = 0;
        Instant begun = clock.instant();
        try (RecordSource source = opened(entry)) {
            List<Admitted> batch = new ArrayList<>();
            for (SourceItem item = next(source); item != null; item = next(source)) {
                if (++items > done) {
                    add(batch, item);
                }
                if (batch.size() >= BATCH) {
                    flush(batch, begun);
                    journal.note(entry.name(), entry.state(), items);
                }
            }
            flush(batch, begun);
        }
        return items;
    }

    private RecordSource opened(WatchedPlace.Entry entry) throws IOException {
        InputStream in = open(entry);
        try {
            return opening.open(WatchedPlaceException.marking(in), options.named(entry.name()));
        } catch (IOException e) {
            in.close();
            throw judged(e);
        }
    }

    private InputStream open(WatchedPlace.Entry entry) throws IOException {
        try {
            return place.open(entry);
        } catch (FormatException e) {
            throw new Unreadable(e);
        } catch (IOException e) {
            throw new WatchedPlaceException(e);
        }
    }

    private static @Nullable SourceItem next(RecordSource source) throws IOException {
        try {
            return source.next();
        } catch (IOException e) {
            throw judged(e);
        }
    }

    /** A reader that fails because its input does, or its worker, says nothing about the file. */
    private static IOException judged(IOException failure) {
        return WatchedPlaceException.caused(failure) || DocumentException.isPassing(failure)
                ? failure
                : new Unreadable(failure);
    }

    /** What is in the file cannot be read. */
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void add(List<Admitted> batch, SourceItem item) {
        if (admission.judge(item) instanceof Result.Accepted accepted) {
            batch.add(accepted.record());
        } else {
            refused++;
            refusals.accept(1);
        }
    }

    private void flush(List<Admitted> batch, Instant begun) {
        if (!batch.isEmpty()) {
            records += append.apply(batch, begun).size();
            batch.clear();
        }
    }
}
