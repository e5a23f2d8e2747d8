package dev.alluvium.evaluator.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionCacheTest {
    private static final Question WEIGHT = new Question("How heavy?", "3 kg");
    private static final Question COLOUR = new Question("Which colour?", "red");

    private final ScriptedModel version = new ScriptedModel("v1", Map.of("How heavy?", "3 kg", "Which colour?", "red"));

    @Test
    void shouldAskAVersionEachQuestionOnce() {
        // Given
        ModelUnderTest cached = new PredictionCache(10).of(version);
        cached.answer(List.of(WEIGHT));

        // When
        List<String> answers = cached.answer(List.of(COLOUR, WEIGHT, COLOUR));

        // Then
        assertThat(answers).containsExactly("red", "3 kg", "red");
        assertThat(version.asked()).containsExactly(WEIGHT, COLOUR);
    }

    @Test
    void shouldKeepVersionsAndAnswersFromLikelihoodsApart() {
        // Given
        PredictionCache cache = new PredictionCache(10);
        cache.of(version).answer(List.of(WEIGHT));
        ScriptedModel other = new ScriptedModel("v2", Map.of("How heavy?", "4 kg"));

        // When
        List<String> answers = cache.of(other).answer(List.of(WEIGHT));
        List<Likelihood> likelihoods = cache.of(version).likelihood(List.of(WEIGHT));

        // Then
        assertThat(answers).containsExactly("4 kg");
        assertThat(likelihoods).containsExactly(new Likelihood(0.5, 3));
    }

    @Test
    void shouldForgetTheLeastRecentlyUsed() {
        // Given
        ModelUnderTest cached = new PredictionCache(1).of(version);
        cached.answer(List.of(WEIGHT));
        cached.answer(List.of(COLOUR));

        // When
        cached.answer(List.of(WEIGHT));

        // Then
        assertThat(version.asked()).containsExactly(WEIGHT, COLOUR, WEIGHT);
    }
}
