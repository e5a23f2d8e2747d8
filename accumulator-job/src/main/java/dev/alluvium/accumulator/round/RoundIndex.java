package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each record of the undecided and live rounds is: by identity, by content and by fact. */
final class RoundIndex {
    /** A record in a round. */
    record Located(RoundRecord record, String round, boolean live) {}

    private static final Comparator<Located> ORDER = Comparator.<Located, Boolean>comparing(located -> !located.live())
            .thenComparing(located -> located.record().position())
            .thenComparing(Located::round);

    private final Map<String, Located> byId = new HashMap<>();
    private final Map<String, List<Located>> byHash = new HashMap<>();
    private final Map<RawPosition, DroppedRecord> settled = new HashMap<>();
    private final Map<String, Located> newestLive = new HashMap<>();
    private final Map<String, Located> newestOpen = new HashMap<>();

    RoundIndex(Collection<Round> rounds) {
        for (Round round : rounds) {
            if (round.manifest() != null) {
                boolean live = !round.undecided();
                round.manifest().records().forEach(record -> add(new Located(record, round.name(), live)));
                round.manifest().dropped().stream()
                        .filter(dropped -> live || !dropped.conditional())
                        .forEach(dropped -> settled.put(dropped.position(), dropped));
            }
        }
        byHash.values().forEach(list -> list.sort(ORDER));
    }

    private void add(Located located) {
        RoundRecord record = located.record();
        byId.merge(record.recordId(), located, RoundIndex::first);
        byHash.computeIfAbsent(record.contentHash(), hash -> new ArrayList<>(1)).add(located);
        (located.live() ? newestLive : newestOpen).merge(record.fact(), located, RoundIndex::newer);
    }

    /** The record itself: in a live round if it is in one, else in an undecided one. */
    Optional<Located> record(String recordId) {
        return Optional.ofNullable(byId.get(recordId));
    }
    /** The drop of the record at this position, if it is final; only a rewound state offers such a record again. */
    Optional<DroppedRecord> settled(RawPosition position) {
        return Optional.ofNullable(settled.get(position));
    }

    /** Records of other facts with this content, live ones first, then by position; no live one that is superseded. */
    Stream<Located> repeats(String contentHash, String fact) {
        return byHash.getOrDefault(contentHash, List.of()).stream()
                .filter(located -> !located.record().fact().equals(fact))
                .filter(located -> !located.live() || current(located.record()));
    }

    /** A record of the fact's newest live revision. */
    Optional<Located> live(String fact) {
        return Optional.ofNullable(newestLive.get(fact));
    }

    /** A record of the fact's newest undecided revision. */
    Optional<Located> open(String fact) {
        return Optional.ofNullable(newestOpen.get(fact));
    }

    private boolean current(RoundRecord record) {
        return live(record.fact())
                .filter(newest -> newest.record().revision().isAfter(record.revision()))
                .isEmpty();
    }

    private static Located first(Located one, Located other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }

    private static Located newer(Located one, Located other) {
        int order = one.record().revision().compareTo(other.record().revision());
        return order == 0 ? first(one, other) : order > 0 ? one : other;
    }
}
