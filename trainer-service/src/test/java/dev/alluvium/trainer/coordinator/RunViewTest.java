package dev.alluvium.trainer.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.trainer.Plans;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RunMeasurements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the commands read of a run: one object, in which nothing stands for what is not known. */
class RunViewTest {
    private static final NextRun RUN = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);
    private static final String IDENTITY =
            "\"run\":\"run-1\",\"model\":\"notes\",\"state\":\"%s\",\"rounds\":[\"r000001\"],\"parent\":0";

    @Test
    void shouldShowARunThatIsPrepared() {
        assertThat(Json.string(RunView.of(new CurrentRun(RUN)))).isEqualTo("{" + IDENTITY.formatted("preparing") + "}");
    }

    @Test
    void shouldShowHowFarARunIs() {
        // Given
        CurrentRun job = new CurrentRun(RUN);
        job.planned(Plans.first(RUN), 0);
        job.step(new RecipeObserver.Step(
                40, 1, 100, 2.5, 0.001, 0.7, new RunMeasurements(10, 1000, 5, 3, 2.5, 1, 0.7, null)));

        // When
        ObjectNode shown = Json.mapper().valueToTree(RunView.of(job));

        // Then
        assertThat(shown.remove("memoryBytes").isIntegralNumber()).isTrue();
        assertThat(shown)
                .hasToString("{" + IDENTITY.formatted("training")
                        + ",\"attempt\":\"a001\",\"step\":10,\"of\":40,\"epoch\":1,\"loss\":2.5,\"learningRate\":0.001,"
                        + "\"gradientNorm\":0.7,\"tokensPerSecond\":200.0,\"remainingSeconds\":15.0}");
    }

    @Test
    void shouldSayWhyARunFailed() {
        TrainingFailed failed =
                new TrainingFailed("notes", "run-1", List.of("r000001"), 0, "nan", "diverged", Instant.EPOCH);

        assertThat(Json.string(RunView.of(failed)))
                .isEqualTo("{" + IDENTITY.formatted("failed")
                        + ",\"reason\":\"nan: diverged\",\"endedAt\":\"1970-01-01T00:00:00Z\"}");
    }
}
