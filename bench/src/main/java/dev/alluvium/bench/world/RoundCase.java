package dev.alluvium.bench.world;

import dev.alluvium.tiny.world.Document;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.List;

/**
 * One round of one world, as the trainer and the evaluator meet it.
 *
 * @param records what the feed says
 * @param history current facts of earlier rounds: what may be replayed; superseded ones are not among them
 * @param probes trusted probes of the facts in {@code records}
 * @param earlier trusted probes of earlier facts that {@code records} say nothing about
 * @param documents what the feed says in running text
 * @param stale probes that expect the values which the round supersedes
 */
public record RoundCase(
        RoundKind kind,
        List<QaPair> records,
        List<QaPair> history,
        List<WorldProbe> probes,
        List<WorldProbe> earlier,
        List<WorldProbe> stale,
        List<Document> documents) {
    /** A round without documents. */
    public RoundCase(
            RoundKind kind,
            List<QaPair> records,
            List<QaPair> history,
            List<WorldProbe> probes,
            List<WorldProbe> earlier,
            List<WorldProbe> stale) {
        this(kind, records, history, probes, earlier, stale, List.of());
    }

    public RoundCase {
        records = List.copyOf(records);
        history = List.copyOf(history);
        probes = List.copyOf(probes);
        earlier = List.copyOf(earlier);
        stale = List.copyOf(stale);
        documents = List.copyOf(documents);
    }
}
