package dev.alluvium.accumulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.CutResult;
import dev.alluvium.accumulator.round.Manifests;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.accumulator.round.Trigger;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentCommit;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundCoordinatorTest {
    private static final String MODEL = "support";
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RoundCoordinator cached = new RoundCoordinator(new RoundStore(store));

    @Test
    void shouldWriteMarkersAndManifestAndAnnounceTheBytesThatStand() {
        AccumulationState fixed = cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x")));

        RoundCoordinator.Written written = cached.write(fixed).orElseThrow();

        byte[] manifest =
                store.get("rounds/support/r000001/manifest.json").orElseThrow().bytes();
        assertThat(written.ready()).contains(Manifests.ready(Json.read(manifest, RoundManifest.class), "memory"));
        assertThat(written.ready().orElseThrow().manifest().bytes()).isEqualTo(manifest.length);
        SegmentRef segment = Json.read(manifest, RoundManifest.class).segments().get(0);
        assertThat(Json.read(
                        store.get(ObjectKeys.segmentCommit(MODEL, "s1"))
                                .orElseThrow()
                                .bytes(),
                        SegmentCommit.class))
                .isEqualTo(new SegmentCommit("s1", segment.sha256(), segment.bytes(), 1));
    }

    @Test
    void shouldAnnounceTheSameWhenItIsWrittenAgain() {
        AccumulationState fixed = cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x")));

        RoundCoordinator.Written once = cached.write(fixed).orElseThrow();
        RoundCoordinator.Written again =
                cached.write(cached.restore(MODEL, StateCodec.encode(fixed))).orElseThrow();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void shouldAdoptTheManifestThatWasThereAndReturnTheRest() {
        AccumulationState theirs = cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x")));
        AccumulationState mine =
                cut(batch(AccumulationState.empty(MODEL), "s2", record(1, "a", "x"), record(2, "b", "y")));
        RoundCoordinator.Written first = cached.write(theirs).orElseThrow();

        RoundCoordinator.Written second = cached.write(mine).orElseThrow();

        assertThat(second.ready()).isEqualTo(first.ready());
        assertThat(second.state().pending().values())
                .extracting(entry -> entry.fact())
                .containsExactly("b");
        RoundManifest next = Accumulation.cut(second.state(), Trigger.CUT, Set.of(), NOW)
                .manifest()
                .orElseThrow();
        assertThat(next.round()).isEqualTo("r000002");
        assertThat(next.segments()).extracting(SegmentRef::id).containsExactly("s2");
    }

    @Test
    void shouldNotWriteARoundWhoseSegmentIsGoneOrCutShort() {
        AccumulationState fixed = cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x")));
        store.delete("segments/support/s1.jsonl");

        assertThatThrownBy(() -> cached.write(fixed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("segments/support/s1.jsonl is missing");
        store.putIfAbsent("segments/support/s1.jsonl", new byte[3]);
        assertThatThrownBy(() -> cached.write(fixed)).hasMessageContaining("has 3 bytes");
        assertThat(store.list("rounds/")).isEmpty();
    }

    @Test
    void shouldTakeOverRoundsInTheStoreThatTheStateDoesNotKnow() {
        AccumulationState first = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        assertThat(cached.write(cut(batch(first, "s2", record(2, "b", "y"))))).isPresent();

        AccumulationState restored = cached.restore(MODEL, null);
        RoundCoordinator.Written again = cached.write(restored).orElseThrow();

        assertThat(restored.nextRoundName()).isEqualTo("r000003");
        assertThat(again.ready()).map(DatasetReady::round).contains("r000001");
        assertThat(cached.write(again.state()).orElseThrow().ready())
                .map(DatasetReady::round)
                .contains("r000002");
    }

    @Test
    void shouldTakeOverTheRoundsBeforeTheOneThatWasDecided() {
        AccumulationState first = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        assertThat(cached.write(cut(batch(first, "s2", record(2, "b", "y"))))).isPresent();
        AccumulationState behind =
                batch(AccumulationState.empty(MODEL), "s3", record(1, "a", "x"), record(2, "b", "y"));

        AccumulationState caughtUp = cached.decide(behind, new RoundDecided(MODEL, "r000002", 1, Outcome.LIVE, 1, NOW))
                .orElseThrow();

        assertThat(caughtUp.pending()).isEmpty();
    }

    @Test
    void shouldKnowNoVerdictOnARoundThatNobodyCanHaveDecided() {
        AccumulationState fixed = cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x")));
        RoundDecided first = new RoundDecided(MODEL, "r000001", Long.MAX_VALUE, Outcome.LIVE, 1, NOW);

        assertThat(cached.decide(AccumulationState.empty(MODEL), first))
                .as("never cut")
                .isEmpty();
        assertThat(cached.decide(fixed, first)).as("not written yet").isEmpty();
        AccumulationState open = cached.write(fixed).orElseThrow().state();
        assertThat(cached.decide(open, new RoundDecided(MODEL, "r000002", 1, Outcome.REFUSED, null, NOW)))
                .as("the next number")
                .isEmpty();
        assertThat(cached.decide(open, first)).isPresent();
    }

    @Test
    void shouldRejectWithTheRedactedCopyFromTheSegment() {
        AccumulationState open = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        AccumulationState live = cached.decide(open, new RoundDecided(MODEL, "r000001", 1, Outcome.LIVE, 1, NOW))
                .orElseThrow();

        AccumulationState dropped = cut(batch(live, "s2", record(2, "b", "x")));
        assertThat(cached.rejections(dropped)).as("before a manifest lists it").isEmpty();
        List<RejectedRecord> rejected =
                cached.rejections(cached.write(dropped).orElseThrow().state());

        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).record()).isEqualTo(record(2, "b", "x").record());
        assertThat(rejected.get(0).detail()).contains("of another fact, which is live");
    }

    @Test
    void shouldRejectWithoutACopyOutOfADamagedSegment() {
        // Given
        AccumulationState open = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        AccumulationState live = cached.decide(open, new RoundDecided(MODEL, "r000001", 1, Outcome.LIVE, 1, NOW))
                .orElseThrow();
        AccumulationState told = cached.write(cut(batch(live, "s2", record(2, "b", "x"))))
                .orElseThrow()
                .state();
        String segment = ObjectKeys.segment(MODEL, "s2");
        store.delete(segment);
        store.putIfAbsent(segment, Json.bytes(record(2, "b", "somebody else's words")));

        // When
        List<RejectedRecord> rejected = cached.rejections(told);

        // Then
        assertThat(rejected).singleElement().satisfies(one -> {
            assertThat(one.record()).isNull();
            assertThat(one.recordId()).isEqualTo(record(2, "b", "x").recordId());
        });
    }

    @Test
    void shouldKeepTheReferenceOfASegmentUntilItsRejectionsAreTold() {
        // Given
        AccumulationState open = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        AccumulationState live = cached.decide(open, new RoundDecided(MODEL, "r000001", 1, Outcome.LIVE, 1, NOW))
                .orElseThrow();
        AccumulationState told = cached.write(cut(batch(live, "s2", record(2, "b", "x"))))
                .orElseThrow()
                .state();

        // When
        AccumulationState restored = cached.restore(MODEL, StateCodec.encode(told));

        // Then
        assertThat(cached.rejections(restored)).isEqualTo(cached.rejections(told));
        assertThat(restored.segments()).containsOnlyKeys("s2");
        assertThat(restored.withoutOutbox().segments()).isEmpty();
    }

    @Test
    void shouldTellOfAnyNumberOfDropsInMessagesThatABrokerTakes() {
        // Given
        String longest = "部".repeat(509);
        AccumulationState open = cached.write(cut(batch(AccumulationState.empty(MODEL), "s1", record(1, "a", "x"))))
                .orElseThrow()
                .state();
        AccumulationState live = cached.decide(open, new RoundDecided(MODEL, "r000001", 1, Outcome.LIVE, 1, NOW))
                .orElseThrow();
        CleanRecord[] repeats = IntStream.range(0, 950)
                .mapToObj(i -> record(2 + i, longest + i, "x"))
                .toArray(CleanRecord[]::new);

        // When
        List<ControlCommand.Dropped> told =
                cached.write(cut(batch(live, "s2", repeats))).orElseThrow().dropped();

        // Then
        assertThat(told.stream().flatMap(one -> one.records().stream()))
                .extracting(DroppedRecord::position)
                .doesNotHaveDuplicates()
                .hasSize(950);
        assertThat(told)
                .allSatisfy(one -> assertThat(Json.bytes(one)).hasSizeLessThan(1_000_000))
                .extracting(ControlCommand.Dropped::id)
                .containsOnly("r000002");
    }

    private static AccumulationState cut(AccumulationState state) {
        CutResult cut = Accumulation.cut(state, Trigger.CUT, Set.of(), NOW);
        return cut.state();
    }

    private AccumulationState batch(AccumulationState state, String segment, CleanRecord... records) {
        SegmentBuffer buffer = new SegmentBuffer(MODEL, segment);
        for (CleanRecord record : records) {
            buffer.add(record, NOW);
        }
        return cached.add(state, buffer.write(store));
    }

    private static CleanRecord record(long offset, String fact, String answer) {
        KnowledgeRecord content = KnowledgeRecord.qa("What?", answer);
        String hash = RecordIdentity.contentHash(content);
        return new CleanRecord(
                RecordIdentity.recordId(MODEL, fact, NOW, hash),
                MODEL,
                fact,
                NOW,
                hash,
                new RawPosition("records.raw.v1", 0, offset),
                content.withFact(fact),
                List.of());
    }
}
