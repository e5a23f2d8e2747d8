package dev.alluvium.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryEnded;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryStarted;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Report;
import dev.alluvium.contracts.serving.ServingOutcome.Served;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.settings.CanaryConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentIT {
    private static final String MODEL = "notes";

    @TempDir
    Path directory;

    @Test
    void shouldConcludeFromTheTopicAloneAlsoAfterARestart() throws Exception {
        try (Installation installation = new Installation(directory)) {
            // Given an experiment with users who like the challenger, half of whom have reported
            Instant started = Instant.now();
            log(installation, "declare", started, new ModelDeclared("tiny"));
            log(installation, "trained", started, trained());
            log(installation, "canary", started, new CanaryStarted(1, "x1", plan().plan(), false, null));
            report(installation, "x1", 0, 100);
            EvaluatorService first = new EvaluatorService(installation.context());
            first.start();
            first.close();

            // When the evaluator starts again and the others report
            EvaluatorService service = new EvaluatorService(installation.context());
            service.start();
            try {
                report(installation, "x1", 100, 200);
                ExperimentConcluded end = installation.nextConclusion();

                // Then it is concluded from all of them
                assertThat(end.experiment()).isEqualTo("x1");
                assertThat(end.challenger()).isEqualTo(1);
                assertThat(end.conclusion()).isEqualTo(Conclusion.BETTER);

                // And the next experiment starts from nothing
                log(installation, "ended", Instant.now(), new CanaryEnded(1, "x1", Conclusion.BETTER));
                log(installation, "again", Instant.now(), new CanaryStarted(1, "x2", plan().plan(), false, null));
                report(installation, "x2", 200, 400);
                assertThat(installation.nextConclusion().reason()).contains("over 200 units");
            } finally {
                service.close();
            }
        }
    }

    private static void log(Installation installation, String id, Instant at, Change change) {
        installation.publish(Topics.REGISTRY_EVENTS, MODEL, RegistryEvent.of(id, MODEL, "test", "", at, change));
    }

    private static CanaryConfig plan() {
        return CanaryConfig.DEFAULT.with(0.5, 200, null);
    }

    private static VersionTrained trained() {
        ArtifactRef adapter = ArtifactRef.of("alluvium", "runs/a/a1/adapter/", "00", 1);
        Attestation attestation = new Attestation(Statement.TRAINED, MODEL, "00", "trainer", "", Instant.EPOCH);
        return new VersionTrained(
                1, "a", List.of(), 0, adapter, attestation, new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0));
    }

    private static void report(Installation installation, String experiment, int first, int end) {
        for (int i = first; i < end; i++) {
            int version = i % 2;
            Served served = new Served(experiment, "unit-" + i, false, false, 50, 5);
            publish(installation, new ServingOutcome("r" + i, MODEL, version, served, null, Instant.now()));
            Report report = new Report((double) version, null);
            publish(installation, new ServingOutcome("r" + i, MODEL, version, null, report, Instant.now()));
        }
    }

    private static void publish(Installation installation, ServingOutcome outcome) {
        installation.publish(Topics.SERVING_OUTCOMES, outcome.request(), outcome);
    }
}
