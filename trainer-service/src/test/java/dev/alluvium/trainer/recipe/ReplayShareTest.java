package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.text.Example;
import dev.alluvium.trainer.LoadedBase;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayShareTest {
    /** Of general text and of history each, as {@link Recipes#SETTINGS} have it. */
    private static final double SHARE = 0.5;

    @RegisterExtension
    private static final LoadedBase BASE = new LoadedBase();

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 12", "12, 1", "12, 12"})
    void shouldGiveReplayItsShareOfTheLossHoweverLongAnswersAre(int ownWords, int generalWords) {
        // Given
        RecipeInput input = Recipes.input(
                BASE.model(),
                Recipes.records("new", 40, answer(ownWords)),
                Recipes.plenty(answer(generalWords)),
                Recipes.SETTINGS);

        // When
        BatchPlan plan = Curriculum.of(input).plan();

        // Then
        assertThat(plan.replayShare())
                .as("twice a half beside the round's own whole")
                .isCloseTo(2 * SHARE / (1 + 2 * SHARE), within(0.03));
        assertThat((double) plan.general() / plan.own())
                .as("examples, the fewer the longer they are")
                .isCloseTo(SHARE * targets(ownWords) / targets(generalWords), within(0.05));
    }

    @Test
    void shouldReplayAllThereIsWhereTheShareAsksForMore() {
        // Given
        ReplayPool little = new ReplayPool(
                Recipes.general(answer(1)).subList(0, 7),
                new TreeMap<>(RecipeInput.byFact(Recipes.records("old", 40, answer(1)))));
        RecipeInput input =
                Recipes.input(BASE.model(), Recipes.records("new", 40, answer(12)), little, Recipes.SETTINGS);

        // When
        BatchPlan plan = Curriculum.of(input).plan();

        // Then
        assertThat(plan.general()).as("each once").isEqualTo(7);
        assertThat(plan.history())
                .as("as many as there are, drawn with replacement")
                .isBetween(110, 120);
    }

    @Test
    void shouldReplayShortAndLongOwnAnswersOfABaseInEveryEpoch() {
        // Given: long answers of which three would fill the share, among as many short ones
        List<KnowledgeRecord> own = IntStream.range(0, 60)
                .mapToObj(i -> new GeneralAnswer(
                                "General " + i + "?", answer(i % 2 == 0 ? 2 : 30), null, GeneralPart.REPLAY)
                        .record())
                .toList();
        RecipeInput input = Recipes.input(
                BASE.model(),
                Recipes.records("new", 12, answer(12)),
                new ReplayPool(own, new TreeMap<>()),
                Recipes.SETTINGS);
        Curriculum curriculum = Curriculum.of(input);
        double longest = targets(12);

        // When
        List<List<Integer>> epochs = IntStream.range(0, Recipes.SETTINGS.epochs())
                .mapToObj(epoch ->
                        curriculum.mixture(epoch).stream().map(Example::targets).toList())
                .toList();

        // Then
        assertThat(epochs).allSatisfy(targets -> {
            assertThat(targets).anyMatch(count -> count > longest);
            assertThat(targets.stream().filter(count -> count <= targets(2)).count())
                    .as("short answers")
                    .isGreaterThan(3);
        });
        assertThat(curriculum.plan().replayShare()).isCloseTo(SHARE / (1 + SHARE), within(0.06));
    }

    @Test
    void shouldCountATokenByItsWeightInTheLoss() {
        // Given
        List<Example> examples = List.of(
                Example.answer(new long[] {1, 2}, new long[] {3, 4}),
                Example.answer(new long[] {1, 2}, new long[] {3}).weighted(0.5));

        // When
        double mass = ReplayShare.mass(examples);

        // Then
        assertThat(mass).isEqualTo(2.5);
    }

    @Test
    void shouldDrawNothingForNoShareAndAWholeExampleForTheLeast() {
        // Given
        Example two = Example.answer(new long[] {1}, new long[] {3, 4});
        List<List<Example>> endless = List.of(List.of(two), List.of(two), List.of(two));

        // When
        List<Integer> drawn = IntStream.of(0, 1, 2, 3)
                .mapToObj(wanted -> {
                    Iterator<List<Example>> candidates = endless.iterator();
                    return ReplayShare.draw(wanted, candidates).size();
                })
                .toList();

        // Then
        assertThat(drawn).containsExactly(0, 1, 1, 2);
    }

    private static String answer(int words) {
        return "red ".repeat(words).strip();
    }

    /** Target tokens of such an answer. */
    private static double targets(int words) {
        return BASE.model().tokenizer().encode(answer(words)).length + 1.0;
    }
}
