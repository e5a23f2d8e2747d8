package dev.alluvium.bench.world;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.tiny.world.QaPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rounds of made-up worlds as clean records: what was true before at one time, what the feed says at a later one. */
final class WorldRecords {
    static final String MODEL = CleanRecords.MODEL;
    static final Instant EARLIER = Instant.EPOCH;
    private static final Instant NOW = EARLIER.plusSeconds(60);

    private WorldRecords() {}

    /** What the feed says. */
    static RoundContent of(RoundCase round) {
        List<CleanRecord> records = new ArrayList<>(CleanRecords.of(round.records(), NOW));
        records.addAll(CleanRecords.documents(round.documents(), NOW));
        return new RoundContent("r000002", records, List.of());
    }

    /** What earlier rounds said: the facts that stay, and the values that the feed replaces. */
    static RoundContent before(RoundCase round) {
        List<QaPair> pairs = new ArrayList<>(round.history());
        round.stale()
                .forEach(
                        probe -> pairs.add(new QaPair(probe.fact(), probe.language(), probe.prompt(), probe.expect())));
        return new RoundContent("r000001", CleanRecords.of(pairs, EARLIER), List.of());
    }
}
