package dev.alluvium.evaluator.adapter;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.kafka.OutputRecord;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.settings.AlluviumConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the evaluator answers when it cannot evaluate. */
class EvaluationHandlerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final ArtifactRef ADAPTER = ArtifactRef.of("memory", "runs/run-1/1/adapter/", "00", 1);
    private static final Signer SIGNER =
            new Signer("evaluator", TrustKeys.generate().getPrivate());

    @TempDir
    Path directory;

    private final FlakyStore store = new FlakyStore();
    private final EvaluatorState state = new EvaluatorState();
    private EvaluationHandler handler;

    @BeforeEach
    void wire() {
        ReportStore reports = new ReportStore(store);
        Evaluator evaluator = new Evaluator(
                AlluviumConfig.defaults(),
                new Bases(new BaseDirectories(store, directory, Map.of()), LoadOptions.cpu()),
                new StandingRounds(store),
                new AdapterFiles(store, directory, new Verifier(Map.of())),
                reports,
                new ChampionPredictions(store),
                Map.of(),
                CLOCK);
        handler = new EvaluationHandler(
                state,
                evaluator,
                reports,
                SIGNER,
                new EvaluationMetrics(new SimpleMeterRegistry()),
                CLOCK,
                Duration.ofMillis(1));
        apply(new RegistryEvent.ModelDeclared("nowhere"));
    }

    @Test
    void shouldSayThatARunIsStaleWithoutEvaluatingIt() throws Exception {
        // Given: another run became champion in the meantime
        apply(new RegistryEvent.VersionTrained(1, "run-0", List.of("r000001"), 0, ADAPTER, attestation(), figures()));
        apply(new RegistryEvent.VersionPromoted(1, 0, true, null));

        // When
        AdapterEvaluated evaluated = evaluated(trained("run-1", 0));

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.ERROR);
        assertThat(evaluated.parent()).isZero();
        assertThat(evaluated.baseline()).isEqualTo(1);
        assertThat(evaluated.attestation()).isNull();
        assertThat(evaluated.verdict().reason()).contains("no longer champion, 1 is");
    }

    @Test
    void shouldAnswerWithAnErrorWhereTheBaseCannotBeHad() throws Exception {
        // When
        AdapterEvaluated evaluated = evaluated(trained("run-1", 0));

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.ERROR);
        assertThat(evaluated.verdict().reason()).contains("nowhere").contains("tried again");
        EvaluationReport report =
                Json.read(store.get(evaluated.report().key()).orElseThrow().bytes(), EvaluationReport.class);
        assertThat(report.verdict()).isEqualTo(evaluated.verdict());
    }

    @Test
    void shouldRepeatAVerdictWordForWord() throws Exception {
        // Given
        AdapterEvaluated first = evaluated(trained("run-1", 0));

        // When
        AdapterEvaluated second = evaluated(trained("run-1", 0));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(store.list("reports/")).hasSize(1);
    }

    @Test
    void shouldAskAStoreAgainThatFails() throws Exception {
        // Given
        store.failNext(3);

        // When
        AdapterEvaluated evaluated = evaluated(trained("run-1", 0));

        // Then
        assertThat(evaluated.verdict().reason()).contains("nowhere");
    }

    @Test
    void shouldLeaveTheMessageForLaterWhereTheStoreStaysAway() {
        // Given
        store.failNext(1_000);

        // Then
        assertThatThrownBy(() -> evaluated(trained("run-1", 0))).isInstanceOf(StoreException.class);
        assertThat(handler.current()).isEmpty();
    }

    @Test
    void shouldSayNothingAboutARunThatMadeNoAdapter() throws Exception {
        // Given
        TrainingResult failed =
                new TrainingFailed(MODEL, "run-1", List.of("r000001"), 0, "nan", "loss is NaN", Instant.EPOCH);

        // When
        List<OutputRecord<?>> outputs = handler.handle(message(failed));

        // Then
        assertThat(outputs).isEmpty();
    }

    private AdapterEvaluated evaluated(AdapterTrained trained) throws InterruptedException {
        List<OutputRecord<?>> outputs = handler.handle(message(trained));
        assertThat(outputs).hasSize(1);
        assertThat(handler.last()).contains((AdapterEvaluated) outputs.get(0).value());
        return (AdapterEvaluated) outputs.get(0).value();
    }

    private void apply(Change change) {
        state.apply(RegistryEvent.of(change.toString(), MODEL, "test", "", Instant.EPOCH, change));
    }

    private static AdapterTrained trained(String run, int parent) {
        return new AdapterTrained(
                MODEL, run, "1", List.of("r000001"), parent, ADAPTER, attestation(), figures(), Instant.EPOCH);
    }

    private static Attestation attestation() {
        return new Attestation(Attestation.Statement.TRAINED, MODEL, "00", "trainer", "", Instant.EPOCH);
    }

    private static TrainingFigures figures() {
        return new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0);
    }

    private static ConsumerRecord<byte[], byte[]> message(TrainingResult result) {
        return new ConsumerRecord<>("adapters.trained.v1", 0, 0, new byte[0], Topics.ADAPTERS_TRAINED.encode(result));
    }
}
