package dev.alluvium.evaluator.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.evaluator.match.MultipleChoice.Candidate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipleChoiceTest {
    @ParameterizedTest(name = "[{index}] {0}:{1} against {2}:{3} -> {4}")
    @CsvSource({
        "3.2 kg, 1.0, 2.9 kg, 4.0, true",
        "3.2 kg, 4.0, 2.9 kg, 1.0, false",
        "3.2 kg, 2.0, 2.9 kg, 2.0, false",
        "three kilograms, 6.0, 3, 3.0, true",
        "北京, 3.0, 上海, 3.1, true",
        "北京, 3.0, Rome, 2.5, true",
        "3.2 kg, NaN, 2.9 kg, 4.0, false",
        "3.2 kg, 1.0, 2.9 kg, NaN, false",
        "3.2 kg, Infinity, 2.9 kg, Infinity, false"
    })
    void shouldTakeTheLikelierAnswerByByte(String expected, double nll, String other, double otherNll, boolean passes) {
        // When
        boolean passed = MultipleChoice.pass(new Candidate(expected, nll), List.of(new Candidate(other, otherNll)));

        // Then
        assertThat(passed).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2, true", "0.1, 0.05, false"})
    void shouldBeatEveryDistractor(double best, double second, boolean passes) {
        // Given
        List<Candidate> distractors = List.of(new Candidate("b", 9), new Candidate("c", second));

        // When
        boolean passed = MultipleChoice.pass(new Candidate("a", best), distractors);

        // Then
        assertThat(passed).isEqualTo(passes);
        assertThat(MultipleChoice.pass(new Candidate("a", best), List.of())).isFalse();
    }
}
