package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.text.Example;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.trainer.RandomBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingTest {
    private static final TrainingSettings STOPPING = Recipes.with(
            Recipes.with(Recipes.SETTINGS, 40, 3, 1000, 2e-2),
            Recipes.stopping(new EarlyStoppingConfig(2, 0.5, EarlyStoppingConfig.DEFAULT.maxExamples())));

    @TempDir
    private static Path directory;

    private static BaseModel base;

    private final List<CleanRecord> round = IntStream.range(0, 12)
            .boxed()
            .flatMap(fact -> IntStream.range(0, 1 + fact % 6)
                    .mapToObj(i -> qa("fact" + fact, 1, "Wording " + i + " of " + fact + "?", "Answer " + fact % 5)))
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
    void shouldSetWordingsAsideThatAreTrainedInOtherWordsOnly() {
        // When
        Curriculum curriculum = Curriculum.of(input(STOPPING));

        // Then
        Set<String> trained = texts(curriculum.mixture(0));
        List<String> aside = curriculum.validation().stream().map(this::text).toList();
        assertThat(aside).hasSize(10).doesNotContainAnyElementsOf(trained);
        assertThat(IntStream.range(0, 12))
                .allMatch(fact -> trained.stream().anyMatch(text -> text.contains("of " + fact + "?")));
    }

    @Test
    void shouldTrainAllWordingsOfAFactThatHasFew() {
        // Given
        TrainingSettings without = Recipes.with(STOPPING, RecipeOptions.PLAIN);

        // When
        Set<String> validated = texts(Curriculum.of(input(STOPPING)).mixture(0));
        Set<String> whole = texts(Curriculum.of(input(without)).mixture(0));

        // Then
        assertThat(whole.stream().filter(text -> text.contains("of 1?")).toList())
                .isNotEmpty()
                .allMatch(validated::contains);
        assertThat(whole)
                .containsAll(validated.stream()
                        .filter(text -> text.contains("of 0?"))
                        .toList());
    }

    @Test
    void shouldStopAndKeepTheBestWeights() {
        // Given
        List<RunMeasurements> tallies = new ArrayList<>();

        // When
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input(STOPPING), (step, state) -> {
            tallies.add(step.tally());
            return RecipeObserver.Wish.CONTINUE;
        });

        // Then
        Validation last = tallies.get(tallies.size() - 1).validation();
        assertThat(outcome).isInstanceOfSatisfying(RecipeOutcome.Trained.class, trained -> {
            assertThat(trained.figures().validationLoss()).isEqualTo(last.best());
            assertThat(trained.figures().bestStep()).isEqualTo(last.bestStep());
            assertThat(trained.figures().steps()).isEqualTo(tallies.size());
        });
        assertThat(last.first()).isGreaterThan(last.best());
        assertThat(tallies.size()
                        < LoraFinetuneRecipe.prepare(input(STOPPING)).plan().steps())
                .isEqualTo(last.waited() >= 2);
    }

    @Test
    void shouldStopWhereAnUndisturbedRunDoesWhenInterrupted() {
        // Given
        RecipeOutcome.Trained whole =
                (RecipeOutcome.Trained) LoraFinetuneRecipe.run(input(STOPPING), RecipeObserver.NONE);
        int best = whole.figures().bestStep();
        List<ResumePoint> kept = new ArrayList<>();
        LoraFinetuneRecipe.run(input(STOPPING), (step, state) -> {
            if (step.tally().step() < Math.min(best + 1, whole.figures().steps() - 1)) {
                return RecipeObserver.Wish.CONTINUE;
            }
            kept.add(new ResumePoint(state.get(), step.tally()));
            return RecipeObserver.Wish.STOP;
        });

        // When
        RecipeOutcome.Trained resumed = (RecipeOutcome.Trained)
                LoraFinetuneRecipe.prepare(input(STOPPING)).train(kept.get(0), RecipeObserver.NONE);

        // Then
        assertThat(resumed.adapter().sha256()).isEqualTo(whole.adapter().sha256());
        assertThat(resumed.figures().validationLoss()).isEqualTo(whole.figures().validationLoss());
    }

    private RecipeInput input(TrainingSettings settings) {
        return Recipes.input(base, round, ReplayPool.none(), settings);
    }

    private Set<String> texts(List<Example> examples) {
        return examples.stream().map(this::text).collect(Collectors.toSet());
    }

    private String text(Example example) {
        return base.tokenizer().decodeWithSpecial(example.ids());
    }
}
