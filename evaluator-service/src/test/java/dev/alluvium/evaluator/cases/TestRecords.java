package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.time.Instant;
import java.util.List;

/** Records, rounds and probes for tests. */
public final class TestRecords {
    public static final String MODEL = "notes";

    private TestRecords() {}

    /** A record at a revision, {@code day} days after the epoch. */
    public static CleanRecord record(String fact, int day, String question, String answer, Wording... wordings) {
        KnowledgeRecord record = KnowledgeRecord.qa(question, answer).toBuilder()
                .model(MODEL)
                .fact(fact)
                .source("crm")
                .wordings(List.of(wordings))
                .build();
        Instant revision = Instant.EPOCH.plusSeconds(86_400L * day);
        String content = RecordIdentity.contentHash(record);
        return new CleanRecord(
                RecordIdentity.recordId(MODEL, fact, revision, content),
                MODEL,
                fact,
                revision,
                content,
                new RawPosition("raw", 0, Math.floorMod(content.hashCode(), 100_000)),
                record,
                List.of());
    }

    public static RoundContent round(String name, List<CleanRecord> records) {
        return new RoundContent(name, records, List.of());
    }

    public static Probe probe(String prompt, String expect, String... forbid) {
        return new Probe(prompt, AnswerMatcher.CONTAINS, expect, List.of(forbid), ProbeTier.FEED, null);
    }

    /** The trusted probes of a fact. */
    public static FactProbes trust(String fact, Probe... probes) {
        return new FactProbes(MODEL, fact, List.of(probes), Instant.EPOCH);
    }
}
