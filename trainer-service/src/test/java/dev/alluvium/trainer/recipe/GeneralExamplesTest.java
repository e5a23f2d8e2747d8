package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.text.Example;
import dev.alluvium.trainer.LoadedBase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GeneralExamplesTest {
    @RegisterExtension
    private static final LoadedBase BASE = new LoadedBase();

    @Test
    void shouldTeachTheEndOfAnAnswerOnlyWhereTheBaseEndedIt() {
        // Given
        List<GeneralAnswer> answers = List.of(
                new GeneralAnswer("What colour?", "It is red.", false, null, GeneralPart.REPLAY),
                new GeneralAnswer("What colour?", "It is red.", true, null, GeneralPart.REPLAY));

        // When
        GeneralExamples examples = new GeneralExamples(
                answers.stream().map(GeneralAnswer::record).toList(),
                ExampleEncoder.of(BASE.model(), Recipes.SETTINGS),
                RecipeOptions.PLAIN.distilling(1, 3));

        // Then
        assertThat(taught(examples.get(0).get(0))).isEqualTo("It is red.<|endoftext|>");
        assertThat(taught(examples.get(1).get(0))).isEqualTo("It is red.");
        assertThat(examples.get(1).get(0).distillation()).isEqualTo(1);
        assertThat(examples.get(1).get(0).weight()).isEqualTo(3);
    }

    private static String taught(Example example) {
        return BASE.model()
                .tokenizer()
                .decodeWithSpecial(IntStream.range(0, example.length())
                        .filter(example::isTarget)
                        .mapToLong(example::id)
                        .toArray());
    }
}
