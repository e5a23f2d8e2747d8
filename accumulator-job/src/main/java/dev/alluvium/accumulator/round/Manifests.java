package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RawRange;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Builds manifests, their bytes, and the message that announces them. */
public final class Manifests {
    private static final String SWEEP = "sweep";
    /** With the longest of keys a quarter of the mebibyte that a broker takes by default. */
    private static final int TOLD_AT_ONCE = 100;

    private static final Comparator<DroppedRecord> DROPPED_ORDER =
            Comparator.comparing(DroppedRecord::recordId).thenComparing(DroppedRecord::position);

    private Manifests() {}

    static RoundManifest build(AccumulationState state, RoundSelection selection, Trigger trigger, Instant now) {
        RoundIndex index = state.rounds().index();
        return new RoundManifest(
                state.model(),
                state.nextRoundName(),
                trigger.word(),
                now,
                segments(state, selection.accepted()),
                ranges(selection.accepted()),
                selection.accepted().stream()
                        .map(RecordEntry::toRoundRecord)
                        .sorted(Comparator.comparing(RoundRecord::recordId))
                        .toList(),
                dropped(selection.drops()),
                selection.accepted().stream()
                        .filter(entry -> index.live(entry.fact())
                                .filter(live -> live.record().revision().isBefore(entry.revision()))
                                .isPresent())
                        .map(RecordEntry::fact)
                        .distinct()
                        .sorted()
                        .toList(),
                erased(state));
    }

    /** A manifest of nothing but what was decided for good: final drops, and erasures. */
    static RoundManifest sweep(
            AccumulationState state, List<DroppedRecord> drops, List<ErasedFact> erased, Instant now) {
        return new RoundManifest(
                state.model(),
                state.nextRoundName(),
                SWEEP,
                now,
                List.of(),
                List.of(),
                List.of(),
                drops,
                List.of(),
                erased);
    }

    static List<DroppedRecord> dropped(List<DroppedEntry> drops) {
        return drops.stream()
                .map(DroppedEntry::toDroppedRecord)
                .sorted(DROPPED_ORDER)
                .toList();
    }

    /** What no manifest lists yet. */
    static List<ErasedFact> erased(AccumulationState state) {
        return state.unlisted().stream()
                .map(fact -> new ErasedFact(
                        fact, Objects.requireNonNull(state.erasures().get(fact)).revision()))
                .toList();
    }

    private static List<SegmentRef> segments(AccumulationState state, Collection<RecordEntry> entries) {
        return entries.stream()
                .map(RecordEntry::segment)
                .distinct()
                .sorted()
                .map(id -> {
                    SegmentRef segment = state.segments().get(id);
                    if (segment == null) {
                        throw new IllegalStateException("segment " + id + " of model " + state.model() + " is unknown");
                    }
                    return segment;
                })
                .toList();
    }

    private static List<RawRange> ranges(Collection<RecordEntry> entries) {
        Map<String, RawRange> ranges = new TreeMap<>();
        for (RecordEntry entry : entries) {
            RawPosition at = entry.position();
            ranges.merge(
                    "%s-%09d".formatted(at.topic(), at.partition()),
                    new RawRange(at.topic(), at.partition(), at.offset(), at.offset()),
                    (one, other) -> new RawRange(
                            one.topic(),
                            one.partition(),
                            Math.min(one.first(), other.first()),
                            Math.max(one.last(), other.last())));
        }
        return List.copyOf(ranges.values());
    }

    /** The commands that tell of drops for which there is no round, each small enough for one message. */
    public static List<ControlCommand.Dropped> dropped(RoundManifest manifest) {
        List<DroppedRecord> drops = manifest.dropped();
        return IntStream.iterate(0, from -> from < drops.size(), from -> from + TOLD_AT_ONCE)
                .mapToObj(from -> new ControlCommand.Dropped(
                        manifest.model(),
                        manifest.round(),
                        drops.subList(from, Math.min(drops.size(), from + TOLD_AT_ONCE)),
                        manifest.cutAt()))
                .toList();
    }

    /** The bytes that go to the store: equal manifests have equal bytes. */
    public static byte[] bytes(RoundManifest manifest) {
        return Json.bytes(manifest);
    }

    /** The message that announces a round: a function of its manifest, so that repeats are equal. */
    public static DatasetReady ready(RoundManifest manifest, String bucket) {
        byte[] bytes = bytes(manifest);
        String key = ObjectKeys.roundManifest(manifest.model(), manifest.round());
        return new DatasetReady(
                manifest.model(),
                manifest.round(),
                ArtifactRef.of(bucket, key, Digest.sha256(bytes), bytes.length),
                manifest.records().size(),
                manifest.facts(),
                manifest.trigger().equals(Trigger.CUT.word()),
                manifest.cutAt());
    }
}
