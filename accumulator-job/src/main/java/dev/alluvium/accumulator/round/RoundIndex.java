package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.near.NearIndex;
import dev.alluvium.accumulator.near.SlotTable;
import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.dataset.RoundRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where each record of the undecided and live rounds is: by identity, by content, by fact and by what it nearly says.
 *
 * <p>It follows the rounds: {@link #at} takes over what changed since the last time, so that a cut costs what is new and
 * not all that was ever taught. What it answers is a function of the rounds alone.
 */
final class RoundIndex {
    /** A record in a round. */
    record Located(RoundRecord record, IndexedRound in) {
        String round() {
            return in.name();
        }

        boolean live() {
            return in.live();
        }
    }

    private static final Comparator<Located> ORDER = Comparator.<Located, Boolean>comparing(located -> !located.live())
            .thenComparing(located -> located.record().position())
            .thenComparing(Located::round);
    private static final int FEW = 1024;
    /** What a record and its fingerprint take on the heap beside the tables; IndexSizeTest compares it with the heap. */
    static final int RECORD_BYTES = 500;

    private final Map<String, IndexedRound> rounds = new HashMap<>();
    private List<Located> slots = new ArrayList<>();
    private NearIndex<Located> near = new NearIndex<>();
    private SlotTable byId = table(RoundRecord::recordId);
    private SlotTable byHash = table(RoundRecord::contentHash);
    private SlotTable byFact = table(RoundRecord::fact);
    private int gone;
    private @Nullable Map<String, Round> seen;

    private interface Text {
        String of(RoundRecord record);
    }

    /** This index, brought up to {@code now}. */
    RoundIndex at(Map<String, Round> now) {
        if (now != seen) {
            List.copyOf(rounds.keySet()).stream()
                    .filter(name -> !now.containsKey(name))
                    .forEach(this::remove);
            now.values().forEach(this::follow);
            if (gone > Math.max(FEW, slots.size() / 2)) {
                rebuild();
            }
            seen = now;
        }
        return this;
    }

    private void follow(Round round) {
        IndexedRound known = rounds.get(round.name());
        if (known != null && known.isOf(round)) {
            known.live(!round.undecided());
        } else {
            remove(round.name());
            if (round.manifest() != null) {
                add(new IndexedRound(round.name(), round.manifest(), !round.undecided()));
            }
        }
    }

    private void add(IndexedRound round) {
        rounds.put(round.name(), round);
        round.manifest().records().forEach(record -> add(new Located(record, round)));
    }

    private void add(Located located) {
        slots.add(located);
        int slot = slots.size() - 1;
        byId.add(slot);
        byHash.add(slot);
        byFact.add(slot);
        Fingerprint fingerprint = located.record().fingerprint();
        if (fingerprint != null) {
            near.add(located, fingerprint);
        }
    }

    private void remove(String name) {
        IndexedRound round = rounds.remove(name);
        if (round != null) {
            round.leave();
            gone += round.manifest().records().size();
        }
    }

    private void rebuild() {
        List<IndexedRound> staying = List.copyOf(rounds.values());
        gone = 0;
        slots = new ArrayList<>();
        near = new NearIndex<>();
        byId = table(RoundRecord::recordId);
        byHash = table(RoundRecord::contentHash);
        byFact = table(RoundRecord::fact);
        staying.forEach(this::add);
    }

    /** The record itself: in a live round if it is in one, else in an undecided one. */
    Optional<Located> record(String recordId) {
        return find(byId, recordId, record -> record.recordId().equals(recordId))
                .min(ORDER);
    }

    /** Records of other facts with this content, live ones first, then by position; no live one that is superseded. */
    Stream<Located> repeats(String contentHash, String fact) {
        return ofOthers(find(byHash, contentHash, record -> record.contentHash().equals(contentHash)), fact);
    }

    /** Records of other facts that say nearly the same, in the same order. */
    Stream<Located> near(Fingerprint fingerprint, String fact) {
        return ofOthers(
                near.near(fingerprint).stream().filter(located -> located.in().present()), fact);
    }

    /** A record of the fact's newest live revision. */
    Optional<Located> live(String fact) {
        return newest(fact, true);
    }

    /** A record of the fact's newest undecided revision. */
    Optional<Located> open(String fact) {
        return newest(fact, false);
    }

    /** How much it holds. */
    ModelStatus.IndexSize sizes() {
        long tables = byId.bytes() + byHash.bytes() + byFact.bytes() + near.bytes();
        return new ModelStatus.IndexSize(
                (long) slots.size() - gone, slots.isEmpty() ? 0 : tables + (long) slots.size() * RECORD_BYTES);
    }

    private Stream<Located> ofOthers(Stream<Located> found, String fact) {
        return found.filter(located -> !located.record().fact().equals(fact))
                .filter(located -> !located.live() || current(located.record()))
                .sorted(ORDER);
    }

    private Optional<Located> newest(String fact, boolean live) {
        return find(byFact, fact, record -> record.fact().equals(fact))
                .filter(located -> located.live() == live)
                .min(Comparator.<Located, java.time.Instant>comparing(
                                located -> located.record().revision())
                        .reversed()
                        .thenComparing(ORDER));
    }

    private boolean current(RoundRecord record) {
        return live(record.fact())
                .filter(newest -> newest.record().revision().isAfter(record.revision()))
                .isEmpty();
    }

    private Stream<Located> find(SlotTable table, String text, Predicate<RoundRecord> same) {
        List<Located> found = new ArrayList<>(2);
        table.find(SlotTable.key(text), slot -> {
            Located located = slots.get(slot);
            if (located.in().present() && same.test(located.record())) {
                found.add(located);
            }
        });
        return found.stream();
    }

    private SlotTable table(Text text) {
        return new SlotTable(
                slot -> new long[] {SlotTable.key(text.of(slots.get(slot).record()))});
    }
}
