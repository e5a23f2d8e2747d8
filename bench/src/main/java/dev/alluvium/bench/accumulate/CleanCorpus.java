package dev.alluvium.bench.accumulate;

import dev.alluvium.bench.DedupCorpus;
import dev.alluvium.bench.DedupCorpus.Pair;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clean records as cleaning passes them on, the same for the same seed: each of a fact of its own, by turns of each
 * model, every twelfth an edited copy of the one before, or a sibling of it.
 */
final class CleanCorpus {
    private static final int COPY_ONE_IN = 11;
    private static final String TOPIC = "alluvium.records.raw.v1";
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

    private final List<CleanRecord> records = new ArrayList<>();
    private final List<String> models;

    private CleanCorpus(List<String> models) {
        this.models = models;
    }

    /** Names of so many models. */
    static List<String> models(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "model-" + i).toList();
    }

    /** So many records. */
    static List<CleanRecord> of(long seed, int count, List<String> models) {
        CleanCorpus corpus = new CleanCorpus(models);
        DedupCorpus pairs = new DedupCorpus(seed);
        for (int pair = 0; corpus.records.size() < count; pair++) {
            Pair next = pairs.pair(pair);
            corpus.add(next.one(), pair);
            if (pair % COPY_ONE_IN == 0) {
                corpus.add(next.repeat(), pair);
            }
        }
        return corpus.records.subList(0, count);
    }

    private void add(String text, int pair) {
        int offset = records.size();
        String model = models.get(pair % models.size());
        String fact = "bench/" + offset;
        KnowledgeRecord content = KnowledgeRecord.qa("What does the note say?", text)
                .withFact(fact)
                .withModel(model);
        String hash = RecordIdentity.contentHash(content);
        records.add(new CleanRecord(
                RecordIdentity.recordId(model, fact, AT, hash),
                model,
                fact,
                AT,
                hash,
                new RawPosition(TOPIC, 0, offset),
                content,
                List.of()));
    }
}
