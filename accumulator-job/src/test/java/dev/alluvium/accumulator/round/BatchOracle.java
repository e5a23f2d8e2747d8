package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Duplicates across facts the slow way: no index, every pair compared. It folds rounds of records, each judged against
 * all that earlier ones kept, by the rules in words: the newest revision of a fact counts, what is kept is never equal or
 * near to what was kept of another fact before it, and what was dropped makes nothing a duplicate.
 */
final class BatchOracle {
    private final List<RecordEntry> live = new ArrayList<>();

    /** The records of a batch that go live, in order of position. */
    List<RecordEntry> batch(List<RecordEntry> records) {
        Map<String, List<RecordEntry>> byFact = new TreeMap<>();
        records.forEach(record ->
                byFact.computeIfAbsent(record.fact(), fact -> new ArrayList<>()).add(record));
        List<RecordEntry> kept = new ArrayList<>();
        while (!byFact.isEmpty()) {
            List<RecordEntry> wave = new ArrayList<>();
            byFact.values().forEach(revisions -> wave.addAll(newest(revisions)));
            wave.sort(Comparator.comparing(RecordEntry::position));
            wave.stream().filter(record -> lasts(record, kept)).forEach(kept::add);
            byFact.keySet()
                    .removeIf(fact ->
                            kept.stream().anyMatch(record -> record.fact().equals(fact)));
            byFact.values().removeIf(List::isEmpty);
        }
        live.addAll(kept);
        kept.sort(Comparator.comparing(RecordEntry::position));
        return kept;
    }

    private boolean lasts(RecordEntry record, List<RecordEntry> kept) {
        boolean stale = live.stream()
                .anyMatch(other ->
                        other.fact().equals(record.fact()) && other.revision().isAfter(record.revision()));
        boolean known = live.stream().anyMatch(other -> other.recordId().equals(record.recordId()))
                || kept.stream().anyMatch(other -> other.recordId().equals(record.recordId()));
        return !stale
                && !known
                && live.stream().filter(this::current).noneMatch(other -> same(record, other))
                && kept.stream().noneMatch(other -> same(record, other));
    }

    private boolean current(RecordEntry record) {
        return live.stream()
                .noneMatch(other ->
                        other.fact().equals(record.fact()) && other.revision().isAfter(record.revision()));
    }

    private static boolean same(RecordEntry one, RecordEntry other) {
        return !one.fact().equals(other.fact())
                && (one.contentHash().equals(other.contentHash()) || near(one.fingerprint(), other.fingerprint()));
    }

    private static boolean near(@Nullable Fingerprint one, @Nullable Fingerprint other) {
        return one != null && other != null && one.near(other);
    }

    private static List<RecordEntry> newest(List<RecordEntry> revisions) {
        List<RecordEntry> newest = revisions.stream()
                .filter(record ->
                        revisions.stream().noneMatch(other -> other.revision().isAfter(record.revision())))
                .toList();
        revisions.removeAll(newest);
        return newest;
    }
}
