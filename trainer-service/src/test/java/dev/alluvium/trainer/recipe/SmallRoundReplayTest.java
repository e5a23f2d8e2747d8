package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.text.Example;
import dev.alluvium.trainer.LoadedBase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallRoundReplayTest {
    private static final int LEAST = 60;
    private static final TrainingSettings SHARES = Recipes.SETTINGS;
    private static final TrainingSettings FLOOR = Recipes.with(SHARES, LEAST);

    @RegisterExtension
    private static final LoadedBase BASE = new LoadedBase();

    @ParameterizedTest
    @ValueSource(ints = {1, 18, 59})
    void shouldReplayAsMuchBesideASmallRoundAsBesideOneOfTheLeastFacts(int facts) {
        // Given
        BatchPlan least = plan(records("new", LEAST), SHARES);

        // When
        BatchPlan small = plan(records("new", facts), FLOOR);

        // Then
        assertThat(small.own()).as("the round itself as ever").isEqualTo(facts * SHARES.wordingsPerFact());
        assertThat(small.general()).isEqualTo(least.general());
        assertThat(small.history()).isEqualTo(least.history());
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 200})
    void shouldTrainALargerRoundByItsSharesExactlyAsWithoutAFloor(int facts) {
        // Given
        List<CleanRecord> round = records("new", facts);

        // When
        Curriculum without = curriculum(round, SHARES);
        Curriculum with = curriculum(round, FLOOR);

        // Then
        assertThat(with.plan()).isEqualTo(without.plan());
        for (int epoch = 0; epoch < SHARES.epochs(); epoch++) {
            assertThat(texts(with, epoch)).isEqualTo(texts(without, epoch));
        }
    }

    @Test
    void shouldCountAFactAndItsTranslationOnce() {
        // Given
        List<CleanRecord> half = records("new", LEAST / 2);
        List<CleanRecord> translated = Stream.concat(
                        half.stream(),
                        half.stream()
                                .map(record -> qa(
                                        record.fact() + "/fr",
                                        1,
                                        "Quel est " + record.fact() + "?",
                                        record.record().output())))
                .toList();

        // When
        BatchPlan plan = plan(translated, FLOOR);

        // Then
        double share = plan(translated, SHARES).general();
        assertThat(plan.general() / share)
                .as("thirty facts, each in two languages")
                .isCloseTo(2, within(0.1));
    }

    @Test
    void shouldTakeNoFactThatIsLackingForMoreThanARow() {
        // Given
        int row = SHARES.rowTokens();

        // When
        double longAnswers = ReplayShare.basis(10.0 * row, 2, 5, row);
        double shortAnswers = ReplayShare.basis(20, 2, 5, row);

        // Then
        assertThat(longAnswers).isEqualTo(10.0 * row + 3 * row);
        assertThat(shortAnswers).isEqualTo(50);
    }

    @Test
    void shouldGiveTheFloorUpBeforeAnythingOfTheRound() {
        // Given
        List<CleanRecord> round = records("new", 10);
        BatchPlan shares = plan(round, SHARES);
        TrainingSettings bounded =
                Recipes.with(FLOOR, FLOOR.epochs(), FLOOR.wordingsPerFact(), shares.steps(), FLOOR.learningRate());

        // When
        BatchPlan plan = plan(round, bounded);

        // Then
        assertThat(plan(round, FLOOR).steps()).isGreaterThan(shares.steps());
        assertThat(plan).isEqualTo(shares);
    }

    private static BatchPlan plan(List<CleanRecord> round, TrainingSettings settings) {
        return curriculum(round, settings).plan();
    }

    private static Curriculum curriculum(List<CleanRecord> round, TrainingSettings settings) {
        return Curriculum.of(Recipes.input(BASE.model(), round, Recipes.plenty("red"), settings));
    }

    private static List<List<Long>> texts(Curriculum curriculum, int epoch) {
        return curriculum.mixture(epoch).stream().map(SmallRoundReplayTest::ids).toList();
    }

    private static List<Long> ids(Example example) {
        return Arrays.stream(example.ids()).boxed().toList();
    }

    private static List<CleanRecord> records(String name, int count) {
        return Recipes.records(name, count, "red");
    }
}
