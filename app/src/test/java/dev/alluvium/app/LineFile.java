package dev.alluvium.app;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.TemplateUse;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small product line as the files that a user would push. */
record LineFile(Path records, Path probes, long lines, List<Probe> questions) {
    static LineFile write(Path directory, long seed, int facts) throws IOException {
        World line = World.line(seed, facts);
        List<String> records = Wordings.of(line, 4, 2, seed).stream()
                .map(pair -> Json.string(KnowledgeRecord.qa(pair.question(), pair.answer())
                        .withFact(pair.fact())
                        .withOccurredAt(java.time.Instant.parse("2020-01-01T00:00:00Z"))))
                .toList();
        List<FactProbes> probes = Stream.of(Language.values())
                .flatMap(language -> Wordings.probes(line, TemplateUse.PROBE, language, 1, seed).stream())
                .map(probe -> new FactProbes(
                        "notes",
                        probe.fact(),
                        List.of(new Probe(
                                probe.prompt(),
                                AnswerMatcher.CONTAINS,
                                probe.expect(),
                                List.of(),
                                ProbeTier.TRUSTED,
                                null)),
                        java.time.Instant.EPOCH))
                .toList();
        Path recordFile = Files.write(directory.resolve("line-" + seed + ".jsonl"), records);
        Path probeFile = Files.write(
                directory.resolve("probes-" + seed + ".jsonl"),
                probes.stream().map(Json::string).toList());
        return new LineFile(
                recordFile,
                probeFile,
                records.size(),
                probes.stream().map(one -> one.probes().get(0)).toList());
    }
}
