package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short names for what the tests of the pure core are given. */
final class Given {
    static final String MODEL = "support";
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    static final SegmentRef SEGMENT = new SegmentRef("s1", "segments/support/s1.jsonl", "00", 1, 1);

    private Given() {}

    /** A record at an offset, stating {@code content} of {@code fact} at day {@code revision}. */
    static RecordEntry entry(long offset, String fact, int revision, String content) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * revision);
        return new RecordEntry(
                new RecordRef(
                        RecordIdentity.recordId(MODEL, fact, time, content),
                        fact,
                        time,
                        content,
                        new RawPosition("records.raw.v1", 0, offset)),
                SEGMENT.id(),
                null,
                NOW,
                null,
                0);
    }

    /** The entry as a requeue of {@code round} offers it again. */
    static RecordEntry requeued(RecordEntry entry, String round) {
        return new RecordEntry(
                entry.ref(), entry.segment(), round, entry.arrivedAt(), entry.fingerprint(), entry.tokens());
    }

    static Erasure erasure(long offset, String fact, int revision) {
        RecordEntry like = entry(offset, fact, revision, "");
        return new Erasure(MODEL, fact, like.revision(), like.position());
    }

    static AccumulationState pending(RecordEntry... entries) {
        return add(AccumulationState.empty(MODEL), entries);
    }

    static AccumulationState add(AccumulationState state, RecordEntry... entries) {
        return Accumulation.add(state, SEGMENT, List.of(entries));
    }

    /** Cuts and writes a round, which must come of it. */
    static AccumulationState cutAndOpen(AccumulationState state) {
        CutResult cut = Accumulation.cut(state, Trigger.CUT, Set.of(), NOW);
        return Accumulation.opened(cut.state(), cut.manifest().orElseThrow().round());
    }

    static AccumulationState decide(
            AccumulationState state, String round, long generation, RoundDecided.Outcome outcome) {
        return RegistryVerdicts.decide(
                state, new RoundDecided(MODEL, round, generation, outcome, 1, NOW), Optional.empty());
    }

    /** A state in which these entries make the live round r000001, and nothing else is left. */
    static AccumulationState live(RecordEntry... entries) {
        return decide(cutAndOpen(pending(entries)), "r000001", 1, RoundDecided.Outcome.LIVE);
    }
}
