package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Fisher;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.settings.EwcConfig;
import dev.alluvium.trainer.RandomBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticWeightConsolidationTest {
    private static final List<CleanRecord> FIRST =
            List.of(qa("weight", 1, "How heavy is it?", "3 kg"), qa("colour", 1, "Which colour?", "Red"));
    private static final List<CleanRecord> SECOND =
            List.of(qa("price", 2, "How much?", "90"), qa("size", 2, "How big?", "Very"));

    @TempDir
    private static Path directory;

    private static BaseModel base;

    @BeforeAll
    static void load() {
        base = BaseModel.load(RandomBase.write(directory.resolve("base"), 1));
    }

    @AfterAll
    static void close() {
        base.close();
    }

    @Test
    void shouldMeasureOnlyWhereItIsOn() {
        // When
        RecipeOutcome.Trained off = run(null, FIRST, 0, null);
        RecipeOutcome.Trained on = run(null, FIRST, 1, null);

        // Then
        assertThat(off.fisher()).isNull();
        assertThat(on.fisher().tensors().keySet())
                .isEqualTo(on.adapter().tensors().keySet());
        assertThat(mean(on.fisher())).isCloseTo(1, within(1e-4));
        assertThat(on.adapter().sha256())
                .as("the first round has nothing to hold on to")
                .isEqualTo(off.adapter().sha256());
    }

    @Test
    void shouldStayNearerToTheParentTheStrongerItIs() {
        // Given
        RecipeOutcome.Trained parent = run(null, FIRST, 1, null);

        // When
        RecipeOutcome.Trained free = run(parent.adapter(), SECOND, 0, parent.fisher());
        RecipeOutcome.Trained held = run(parent.adapter(), SECOND, 10, parent.fisher());
        RecipeOutcome.Trained fixed = run(parent.adapter(), SECOND, 1e6, parent.fisher());

        // Then
        double far = distance(parent.adapter(), free.adapter(), parent.fisher());
        double near = distance(parent.adapter(), held.adapter(), parent.fisher());
        assertThat(near).isLessThan(far / 2);
        assertThat(distance(parent.adapter(), fixed.adapter(), parent.fisher())).isLessThan(near / 10);
    }

    @Test
    void shouldCarryEarlierRoundsOnInOneEstimate() {
        // Given
        RecipeOutcome.Trained parent = run(null, FIRST, 1, null);

        // When
        Fisher both = run(parent.adapter(), SECOND, 1, parent.fisher()).fisher();

        // Then
        assertThat(mean(both)).isCloseTo(1, within(1e-4));
        assertThat(both).isNotEqualTo(parent.fisher());
    }

    private static RecipeOutcome.Trained run(Adapter parent, List<CleanRecord> round, double lambda, Fisher fisher) {
        TrainingSettings settings =
                Recipes.with(Recipes.SETTINGS, Recipes.consolidating(new EwcConfig(lambda, 8, EwcConfig.OFF.decay())));
        return (RecipeOutcome.Trained) LoraFinetuneRecipe.run(
                new RecipeInput(base, parent, RecipeInput.byFact(round), ReplayPool.none(), Map.of(), settings, fisher),
                RecipeObserver.NONE);
    }

    private static double mean(Fisher fisher) {
        return fisher.tensors().values().stream()
                .flatMapToDouble(ElasticWeightConsolidationTest::values)
                .average()
                .orElseThrow();
    }

    private static DoubleStream values(HostTensor tensor) {
        return IntStream.range(0, tensor.data().length).mapToDouble(i -> tensor.data()[i]);
    }

    /** Weighted as the penalty weighs it. */
    private static double distance(Adapter from, Adapter to, Fisher fisher) {
        double sum = 0;
        for (String name : from.tensors().keySet()) {
            float[] a = from.tensors().get(name).data();
            float[] b = to.tensors().get(name).data();
            float[] weight = fisher.tensors().get(name).data();
            for (int i = 0; i < a.length; i++) {
                sum += weight[i] * (a[i] - b[i]) * (a[i] - b[i]);
            }
        }
        return sum;
    }
}
