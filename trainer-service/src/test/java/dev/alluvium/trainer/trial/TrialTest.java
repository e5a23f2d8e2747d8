package dev.alluvium.trainer.trial;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.resolve(
            ModelConfig.onBase("random"), ConfigLoader.parse("test", """
                    training:
                      rank: 8
                      alpha: 16
                      target-modules: all
                      learning-rate: 1e-2
                      epochs: 10
                      batch-rows: 2
                      row-tokens: 128
                      wordings-per-fact: 4
                      max-steps: 1000
                      weight-decay: 0
                      warmup: 5%
                      clip: 1
                      seed: 1
                    """, BaseProfile.class, Map.of()));

    @TempDir
    private static Path directory;

    private static BaseModel base;

    private final List<CleanRecord> records = IntStream.range(0, 8)
            .boxed()
            .flatMap(fact -> IntStream.range(0, 3)
                    .mapToObj(i -> qa("fact" + fact, 1, "Wording " + i + " of " + fact + "?", "Answer " + fact % 3)))
            .toList();

    @BeforeAll
    static void load() {
        base = BaseModel.load(RandomBase.write(directory.resolve("base"), 1));
    }

    @AfterAll
    static void close() {
        base.close();
    }

    @Test
    void shouldScoreWhatWasLearntInWordingsThatWereNotTrained() {
        // Given
        Trial trial = new Trial(base, SETTINGS, records, List.of());

        // When
        TrialResult good = trial.attempt(new TrialCandidate(1e-2, 8, 10), 1, 8);
        TrialResult timid = trial.attempt(new TrialCandidate(1e-7, 8, 10), 1, 8);

        // Then
        assertThat(trial.facts()).isEqualTo(8);
        assertThat(good.uptake()).isGreaterThan(10 * timid.uptake());
        assertThat(good.retention()).isEqualTo(1);
        assertThat(good.objective()).isGreaterThan(timid.objective());
        assertThat(trial.attempt(new TrialCandidate(1e-2, 8, 10), 1, 8).uptake())
                .isEqualTo(good.uptake());
    }

    @Test
    void shouldRankACandidateThatDivergesLast() {
        // When
        TrialResult lost = new Trial(base, SETTINGS, records, List.of()).attempt(new TrialCandidate(1e30, 8, 10), 0, 4);

        // Then
        assertThat(lost.failure()).isIn("nan", "exploding-loss");
        assertThat(lost.objective()).isZero();
    }

    @Test
    void shouldForecastStepsTokensMemoryAndTimeWithoutTrainingOn() {
        // Given
        RecipeInput input =
                new RecipeInput(base, null, RecipeInput.byFact(records), ReplayPool.none(), Map.of(), SETTINGS);

        // When
        Forecast forecast = new Forecaster(RunResources.of(NumericsEnvironment.present(), null, 1L << 30), 3).of(input);

        // Then
        assertThat(forecast.facts()).isEqualTo(8);
        assertThat(forecast.records()).isEqualTo(24);
        assertThat(forecast.batches().steps()).isGreaterThan(3);
        assertThat(forecast.tokens()).isGreaterThan(forecast.targetTokens());
        assertThat(forecast.targetTokens()).isPositive();
        assertThat(forecast.probedSteps()).isEqualTo(3);
        assertThat(forecast.seconds()).isPositive();
        assertThat(forecast.execution().microRows()).isEqualTo(2);
        assertThat(forecast.memory().total()).isGreaterThan(forecast.memory().weights());
    }

    @Test
    void shouldForecastWithoutAProbe() {
        // Given
        RecipeInput input =
                new RecipeInput(base, null, RecipeInput.byFact(records), ReplayPool.none(), Map.of(), SETTINGS);

        // When
        Forecast forecast = new Forecaster(RunResources.of(NumericsEnvironment.present(), null, 1L << 30), 0).of(input);

        // Then
        assertThat(forecast.probedSteps()).isZero();
        assertThat(forecast.seconds()).isZero();
    }
}
