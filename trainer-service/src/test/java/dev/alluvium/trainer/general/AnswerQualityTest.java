package dev.alluvium.trainer.general;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerQualityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Oslo",
                "Water boils at 100 degrees.",
                "1. Apples\n2. Pears\n3. Plums\n4. Grapes",
                "太阳从东边升起。",
                "In 1969, three people flew to the moon; it took 8 days, 3 hours and 18 minutes."
            })
    void shouldKeepWhatABaseSaysPlainly(String answer) {
        assertThat(accepts(answer, FinishReason.STOP)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "b\uFFFDd byt\uFFFDs",
                "a bell\u0007",
                "write to someone@example.org",
                "call 5550123456 now",
                "the end of the end of the end of the end of the end of the end"
            })
    void shouldLeaveOutWhatIsNoTextOrRepeatsItselfOrLooksPersonal(String answer) {
        assertThat(accepts(answer, FinishReason.STOP)).isFalse();
    }

    @Test
    void shouldLeaveOutAnAnswerThatTheBaseDidNotEnd() {
        assertThat(accepts("Bread is", FinishReason.LENGTH)).isFalse();
    }

    @Test
    void shouldLeaveOutAnAnswerToEverything() {
        // Given
        AnswerQuality quality = new AnswerQuality();

        // When
        List<Boolean> accepted = IntStream.range(0, 5)
                .mapToObj(i -> quality.accepts(generation("I do not know.", FinishReason.STOP)))
                .toList();

        // Then
        assertThat(accepted).containsExactly(true, true, true, false, false);
    }

    private static boolean accepts(String answer, FinishReason reason) {
        return new AnswerQuality().accepts(generation(answer, reason));
    }

    private static Generation generation(String answer, FinishReason reason) {
        return new Generation(answer, List.of(), reason, 3);
    }
}
