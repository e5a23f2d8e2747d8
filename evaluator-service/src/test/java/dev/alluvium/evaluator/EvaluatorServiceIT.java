package dev.alluvium.evaluator;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.ReportSummary;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoraShape;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker, a real S3 server and the shipped base; adapters that learnt nothing, or are damaged. */
class EvaluatorServiceIT {
    private static final int FACTS = 70;
    private static final String TOKEN = "reader-reader-reader-reader-reader";

    @TempDir
    static Path directory;

    private static Installation installation;
    private static EvaluatorService service;
    private static Adapter untrained;

    @BeforeAll
    static void start() throws Exception {
        installation = new Installation(directory);
        Path base = directory.resolve("base");
        TinyBase.extractTo(base);
        try (BaseModel model = BaseModel.load(base)) {
            untrained = Adapter.init(LoraShape.all(4), model.config(), 7);
        }
        installation.publish(
                Topics.REGISTRY_EVENTS,
                MODEL,
                RegistryEvent.of("declare", MODEL, "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny")));
        for (int i = 0; i < FACTS; i++) {
            installation.publish(Topics.PROBES, MODEL + "/" + fact(i), probes(i));
        }
        installation.putRound("r000001", "records", facts(0, FACTS));
        installation.putRound("r000002", "cut", facts(0, 5));
        service = new EvaluatorService(installation.context());
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        installation.close();
    }

    @Test
    void shouldRefuseAnAdapterThatLearntNothingOnceAndForAll() throws IOException {
        // Given
        AdapterTrained trained = installation.putAdapter("run-nothing", untrained, "r000001", 0);

        // When: the message is delivered twice, and a failed run lies between
        installation.publish(Topics.ADAPTERS_TRAINED, MODEL, trained);
        installation.publish(
                Topics.ADAPTERS_TRAINED,
                MODEL,
                new TrainingFailed(MODEL, "run-none", List.of("r000001"), 0, "nan", "", Instant.EPOCH));
        installation.publish(Topics.ADAPTERS_TRAINED, MODEL, trained);
        AdapterEvaluated evaluated = installation.nextVerdict();
        AdapterEvaluated repeated = installation.nextVerdict();

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(evaluated.verdict().evidence()).isEqualTo(ProbeTier.TRUSTED);
        assertThat(rule(evaluated, "new-facts.floor").status()).isEqualTo(Status.FAILED);
        assertThat(rule(evaluated, "general").status()).isEqualTo(Status.PASSED);
        assertThat(evaluated.figures().newFacts()).isEqualTo(FACTS);
        assertThat(evaluated.figures().generalBefore()).isGreaterThan(0.9);
        assertThat(evaluated.figures().seconds()).isPositive();
        assertThat(repeated).isEqualTo(evaluated);
        assertThat(service.health().ready()).isTrue();
        shouldBeProved(evaluated);
        shouldBeReported(evaluated);
    }

    private static void shouldBeProved(AdapterEvaluated evaluated) {
        Attestation attestation = evaluated.attestation();
        assertThat(attestation).isNotNull();
        assertThat(attestation.subject()).isEqualTo(evaluated.adapter().sha256());
        assertThat(KeyFiles.verifier(installation.context().config().trust(), directory)
                        .valid(attestation))
                .isTrue();
    }

    private static void shouldBeReported(AdapterEvaluated evaluated) {
        byte[] bytes =
                installation.store.get(evaluated.report().key()).orElseThrow().bytes();
        EvaluationReport report = Json.read(bytes, EvaluationReport.class);
        assertThat(report.suites().get(0).facts()).hasSize(FACTS);
        assertThat(report.basis().probes()).isNotNull();
        assertThat(installation.store.get(report.basis().probes())).isPresent();
        assertThat(Json.readWhole(bytes, ReportSummary.class).message(evaluated.report(), evaluated.attestation()))
                .as("what the registry reads of it")
                .isEqualTo(evaluated);
        assertThat(service.status()).containsKey("last");
        assertThat(installation
                        .meters
                        .get(EvaluatorMeters.EVALUATIONS.meterName())
                        .tag("decision", "Failed")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void shouldHoldAForcedRoundThatIsTooSmallToJudge() throws IOException {
        // Given
        AdapterTrained trained = installation.putAdapter("run-forced", untrained, "r000002", 0);

        // When
        installation.publish(Topics.ADAPTERS_TRAINED, MODEL, trained);
        AdapterEvaluated evaluated = installation.nextVerdict();

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(evaluated.verdict().needsApproval()).isTrue();
        assertThat(evaluated.verdict().reason()).contains("needs 60 new facts", "has 5");
    }

    @Test
    void shouldAnswerWithAnErrorWhereTheAdapterIsNotWhatTheTrainerSigned() throws IOException {
        // Given: the reference names other bytes than those in the store
        AdapterTrained honest = installation.putAdapter("run-damaged", untrained, "r000001", 0);
        ArtifactRef other = new ArtifactRef(honest.adapter().uri(), "ab".repeat(32), 1);
        AdapterTrained damaged = new AdapterTrained(
                MODEL,
                "run-damaged",
                "1",
                honest.rounds(),
                0,
                other,
                honest.attestation(),
                honest.figures(),
                Instant.EPOCH);

        // When
        installation.publish(Topics.ADAPTERS_TRAINED, MODEL, damaged);
        AdapterEvaluated evaluated = installation.nextVerdict();

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.ERROR);
        assertThat(evaluated.attestation()).isNull();
        assertThat(evaluated.verdict().reason()).contains("no valid statement");
        assertThat(service.health().alive()).isTrue();
    }

    @Test
    void shouldAnswerWithAnErrorWhereARoundIsGone() throws IOException {
        // Given
        AdapterTrained trained = installation.putAdapter("run-lost", untrained, "r000009", 0);

        // When
        installation.publish(Topics.ADAPTERS_TRAINED, MODEL, trained);
        AdapterEvaluated evaluated = installation.nextVerdict();

        // Then
        assertThat(evaluated.verdict().decision()).isEqualTo(EvaluationDecision.ERROR);
        assertThat(evaluated.verdict().reason()).contains("r000009/manifest.json", "it is missing; restore the object");
    }

    @Test
    void shouldServeReportsAndShowEveryMeter() throws Exception {
        // Given
        installation.publish(
                Topics.ADAPTERS_TRAINED, MODEL, installation.putAdapter("run-served", untrained, "r000002", 0));
        AdapterEvaluated evaluated = installation.nextVerdict();
        HttpConfig config = HttpConfig.DEFAULT.with(Map.of("test", new HttpConfig.TokenConfig(TOKEN, Role.READER)));

        // When
        HttpResponse<String> found;
        HttpResponse<String> missing;
        HttpResponse<String> elsewhere;
        try (HttpServer server = new HttpServer(config, service.routes())) {
            String root = "http://127.0.0.1:" + server.start() + "/v1/models/";
            found = get(root + MODEL + "/reports/run-served");
            missing = get(root + MODEL + "/reports/run-unknown");
            elsewhere = get(root + "other/reports/run-served");
        }

        // Then
        EvaluationReport report = Json.read(found.body().getBytes(StandardCharsets.UTF_8), EvaluationReport.class);
        assertThat(report.evaluation()).isEqualTo(evaluated.evaluation());
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("alluvium versions notes");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        Set<String> seen = installation.meters.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toSet());
        assertThat(seen)
                .containsAll(Arrays.stream(EvaluatorMeters.values())
                        .map(EvaluatorMeters::meterName)
                        .toList());
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<CleanRecord> facts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> record(fact(i), 1, "What is the code of unit " + i + "?", "K" + i + "Z"))
                .toList();
    }

    private static FactProbes probes(int i) {
        return new FactProbes(
                MODEL, fact(i), List.of(probe("Which code has unit " + i + "?", "K" + i + "Z")), Instant.EPOCH);
    }

    private static String fact(int i) {
        return "unit/%03d/code".formatted(i);
    }

    private static RuleResult rule(AdapterEvaluated evaluated, String name) {
        return evaluated.verdict().rules().stream()
                .filter(result -> result.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
