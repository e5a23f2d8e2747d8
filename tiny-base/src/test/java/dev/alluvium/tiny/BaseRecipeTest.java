package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseRecipeTest {
    @TempDir
    Path directory;

    @Test
    void shouldStretchTheScheduleOverItsSteps() {
        BaseRecipe recipe = BaseRecipe.standard().withSteps(1000);

        assertThat(recipe.learningRate().at(100))
                .isGreaterThan(recipe.learningRate().at(1));
        assertThat(recipe.learningRate().at(1000)).isLessThan(0.1 * recipe.peakLearningRate());
        assertThat(recipe.withSeed(9).steps()).isEqualTo(1000);
    }

    @Test
    void shouldRefuseARecipeWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseRecipe.standard().withSteps(0))
                .withMessageContaining("steps=0")
                .withMessageContaining("try 2500");
    }

    @Test
    void shouldBeWhatTheShippedBaseWasMadeWith() throws IOException {
        TinyBase.extractTo(directory);

        JsonNode build =
                new ObjectMapper().readTree(directory.resolve("build.json").toFile());
        assertThat(new ObjectMapper().treeToValue(build.get("recipe"), BaseRecipe.class))
                .isEqualTo(BaseRecipe.standard());
    }

    @Test
    void shouldKeepTheShippedFigures() throws IOException {
        TinyBase.extractTo(directory);

        JsonNode figures = new ObjectMapper()
                .readTree(directory.resolve("build.json").toFile())
                .get("figures");
        assertThat(figures.at("/novel/en").asDouble()).isGreaterThan(0.99);
        assertThat(figures.at("/novel/zh").asDouble()).isGreaterThan(0.99);
        assertThat(figures.at("/unknown/en").asDouble()).isLessThan(0.1);
    }
}
