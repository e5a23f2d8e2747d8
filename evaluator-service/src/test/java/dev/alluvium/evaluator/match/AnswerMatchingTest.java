package dev.alluvium.evaluator.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AnswerMatchingTest {
    @ParameterizedTest(name = "[{index}] {0} | {1} | {2} -> {3}")
    @CsvFileSource(resources = "/match/contains.csv", numLinesToSkip = 1, delimiter = '|', nullValues = "-")
    void shouldFindWholeWordsAndNumbers(String answer, String expect, String forbid, boolean passes) {
        // Given
        List<String> forbidden = forbid == null ? List.of() : List.of(forbid.split(";", -1));
        Probe probe = new Probe("?", AnswerMatcher.CONTAINS, expect, forbidden, ProbeTier.TRUSTED, null);

        // When
        boolean passed = AnswerMatching.pass(probe, answer);

        // Then
        assertThat(passed).isEqualTo(passes);
    }

    @ParameterizedTest(name = "[{index}] {0} | {1} -> {2}")
    @CsvFileSource(resources = "/match/exact.csv", numLinesToSkip = 1, delimiter = '|')
    void shouldCompareWholeAnswers(String answer, String expect, boolean passes) {
        // Given
        Probe probe = new Probe("?", AnswerMatcher.EXACT, expect, List.of(), ProbeTier.TRUSTED, null);

        // When
        boolean passed = AnswerMatching.pass(probe, answer);

        // Then
        assertThat(passed).isEqualTo(passes);
    }

    @Test
    void shouldNotMatchAnEmptyExpectation() {
        assertThat(AnswerMatching.contains("anything", "  ...", List.of())).isFalse();
        assertThat(AnswerMatching.exact("", "")).isFalse();
    }

    @Test
    void shouldNotCompareLikelihoodsOfAGeneratedAnswer() {
        // Given
        Probe probe = new Probe("?", AnswerMatcher.CHOICE, "3 kg", List.of("4 kg"), ProbeTier.TRUSTED, null);

        // Then
        assertThatThrownBy(() -> AnswerMatching.pass(probe, "3 kg")).hasMessageContaining("likelihoods");
    }
}
