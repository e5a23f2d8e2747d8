package dev.alluvium.evaluator.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.evaluator.ask.ScriptedModel;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.TestRecords;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.evaluation.EvaluationRun;
import dev.alluvium.evaluator.evaluation.ModelsUnderTest;
import dev.alluvium.evaluator.free.FreeText;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.FactReport;
import dev.alluvium.evaluator.report.Highlights;
import dev.alluvium.evaluator.report.ReportBasis;
import dev.alluvium.evaluator.report.ReportFindings;
import dev.alluvium.evaluator.report.ReportedVerdict;
import dev.alluvium.evaluator.report.SuiteReport;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.GateConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportStoreTest {
    private static final ArtifactRef ADAPTER = ArtifactRef.of("memory", "runs/run-1/1/adapter/", "00", 1);
    private static final EvaluationCase FACT = new EvaluationCase(
            "ax/weight", Instant.EPOCH, ProbeTier.TRUSTED, List.of(TestRecords.probe("How heavy?", "3 kg")));
    private static final EvaluationCase CHANGED = new EvaluationCase(
            "ax/weight",
            Instant.EPOCH.plusSeconds(9),
            ProbeTier.TRUSTED,
            List.of(TestRecords.probe("How heavy?", "3 kg")));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ReportStore reports = new ReportStore(store);

    @Test
    void shouldGiveBothRacingWritersTheReportThatWasFirst() {
        // Given
        ReportStore.Stored first = reports.keep(report("eval-1", 0.5, Instant.EPOCH));

        // When
        ReportStore.Stored second = reports.keep(report("eval-1", 0.9, Instant.EPOCH.plusSeconds(1)));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(reports.find(subject("eval-1"))).contains(first);
        assertThat(reports.find(subject("eval-2"))).isEmpty();
    }

    @Test
    void shouldListTheReportsOfARunByTime() {
        // Given
        reports.keep(report("eval-9", 0.5, Instant.EPOCH));
        reports.keep(report("eval-1", 0.5, Instant.EPOCH.plusSeconds(1)));

        // When
        List<EvaluationReport> found = reports.ofRun("run-1");

        // Then
        assertThat(found).extracting(EvaluationReport::evaluation).containsExactly("eval-9", "eval-1");
    }

    @Test
    void shouldRememberTheBestScoreInTheAncestryAtTheSameRevision() {
        // Given: version 1 knew the fact better than version 2 does
        RegistryState registry = registry(
                reports.keep(report("eval-1", 0.9, Instant.EPOCH)).ref(),
                reports.keep(report("eval-2", 0.4, Instant.EPOCH)).ref());

        // When
        var best = reports.best(registry.model("notes").orElseThrow().ancestry(2));

        // Then
        assertThat(best.of(FACT, 0.4)).isCloseTo(0.9, within(1e-9));
        assertThat(best.of(FACT, 1.0)).isEqualTo(1.0);
        assertThat(best.of(CHANGED, 0.4)).isEqualTo(0.4);
    }

    @Test
    void shouldKeepTheProbesAndTheFreeTextsThatWereAsked() {
        // Given
        String described = "It is a quiet lake in the hills where people swim and fish all summer long, number ";
        RoundContent round = TestRecords.round(
                "r1",
                IntStream.range(0, 8)
                        .mapToObj(
                                i -> TestRecords.record("lake/" + i, 1, "Tell me about lake " + i + ".", described + i))
                        .toList());
        EvaluationOutcome outcome = EvaluationRun.judge(
                new EvaluationInput(
                        List.of(),
                        List.of(round),
                        TrustedProbes.of(List.of()),
                        List.of(FACT),
                        BestScores.none(),
                        Thresholds.of(GateConfig.DEFAULT),
                        RoundContext.ROUND,
                        UserSuites.NONE,
                        List.of(),
                        "seed"),
                new ModelsUnderTest(version("candidate"), version("champion"), version("base")));

        // When
        String key = reports.keepProbes("notes", outcome);

        // Then
        String snapshot = new String(store.get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(snapshot.lines()).hasSize(9);
        assertThat(snapshot).contains("How heavy?");
        assertThat(snapshot.lines().filter(line -> line.contains(described)))
                .as("each free text, in the words that were asked")
                .hasSize(8)
                .allSatisfy(line -> assertThat(Json.read(line.getBytes(StandardCharsets.UTF_8), FreeText.class)
                                .prompt())
                        .contains("lake"));
        assertThat(reports.keepProbes("notes", outcome)).as("the same again").isEqualTo(key);
    }

    private static ScriptedModel version(String identity) {
        return new ScriptedModel(identity, Map.of());
    }

    private static RegistryState registry(ArtifactRef... evaluations) {
        List<RegistryEvent.Change> changes = new ArrayList<>(List.of(new RegistryEvent.ModelDeclared("tiny")));
        for (int version = 1; version <= evaluations.length; version++) {
            changes.add(new RegistryEvent.VersionTrained(
                    version, "run-" + version, List.of("r" + version), version - 1, ADAPTER, attestation(), figures()));
            changes.add(new RegistryEvent.VersionEvaluated(
                    version,
                    "eval",
                    version - 1,
                    EvaluationDecision.SUCCESSFUL,
                    ProbeTier.TRUSTED,
                    new EvaluationFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                    evaluations[version - 1],
                    null,
                    null));
            changes.add(new RegistryEvent.VersionPromoted(version, version - 1, true, null));
        }
        RegistryState state = RegistryState.empty();
        for (RegistryEvent.Change change : changes) {
            state = state.apply(RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change));
        }
        return state;
    }

    private static EvaluationReport report(String evaluation, double score, Instant at) {
        FactReport fact = new FactReport(FACT.fact(), FACT.revision(), FACT.digest(), FACT.tier(), 0, score, List.of());
        return new EvaluationReport(
                EvaluationReport.SCHEMA,
                subject(evaluation),
                ReportedVerdict.error("none", 0),
                ReportBasis.NONE,
                List.of(new SuiteReport("new-facts", List.of(fact))),
                ReportFindings.NONE,
                new Highlights(List.of(), List.of(), List.of(), List.of()),
                at);
    }

    private static EvaluationSubject subject(String evaluation) {
        return new EvaluationSubject("notes", "run-1", evaluation, List.of("r1"), 0, 0, ADAPTER);
    }

    private static Attestation attestation() {
        return new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH);
    }

    private static TrainingFigures figures() {
        return new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0);
    }
}
