package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports and the snapshots of the probes and free texts that they rest on. Both are written once. */
public final class ReportStore {
    private final ObjectStore store;

    public ReportStore(ObjectStore store) {
        this.store = store;
    }

    /** A report as it lies in the store. */
    public record Stored(EvaluationReport report, ArtifactRef ref) {}

    /** The report of an evaluation that was already made. */
    public Optional<Stored> find(EvaluationSubject subject) {
        return read(ObjectKeys.report(subject.run(), subject.evaluation()));
    }

    /** Keeps a report; of two racing writers both get the one that was first. */
    Stored keep(EvaluationReport report) {
        String key = ObjectKeys.report(report.run(), report.evaluation());
        store.putIfAbsent(key, Json.bytes(report));
        return read(key).orElseThrow(() -> new IllegalStateException(key + " vanished after it was written"));
    }

    /** The reports of a run, the oldest first. */
    public List<EvaluationReport> ofRun(String run) {
        return store.list("reports/" + run + "/").stream()
                .flatMap(key -> read(key).stream())
                .map(Stored::report)
                .sorted(Comparator.comparing(EvaluationReport::at))
                .toList();
    }

    /** The best scores that the evaluated versions among {@code ancestry} reached. */
    BestScores best(List<VersionState> ancestry) {
        BestScores best = BestScores.none();
        for (VersionState version : ancestry) {
            VersionState.Evaluation evaluation = version.evaluation();
            if (evaluation != null) {
                best = read(evaluation.report().key())
                        .map(stored -> stored.report().scores())
                        .orElse(BestScores.none())
                        .and(best);
            }
        }
        return best;
    }

    /** Keeps what a judgement asked, one line for each fact and suite and for each free text, and gives the key. */
    String keepProbes(String model, EvaluationOutcome outcome) {
        Set<String> lines = new LinkedHashSet<>();
        outcome.suites().forEach(suite -> suite.cases().forEach(fact -> lines.add(Json.string(fact))));
        outcome.texts().fresh().forEach(text -> lines.add(Json.string(text)));
        outcome.texts().earlier().forEach(text -> lines.add(Json.string(text)));
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.probes(model, Digest.sha256(bytes));
        store.putIfAbsent(key, bytes);
        return key;
    }

    private Optional<Stored> read(String key) {
        return store.get(key)
                .map(StoredObject::bytes)
                .map(bytes -> new Stored(
                        Json.read(bytes, EvaluationReport.class),
                        ArtifactRef.of(store.bucket(), key, Digest.sha256(bytes), bytes.length)));
    }
}
