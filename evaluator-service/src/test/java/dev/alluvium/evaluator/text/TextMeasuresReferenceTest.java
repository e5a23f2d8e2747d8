package dev.alluvium.evaluator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Against rouge-score and sacrebleu: {@code tools/stats/text_reference.py} made the figures. */
class TextMeasuresReferenceTest {
    @ParameterizedTest(name = "{0} / {1}")
    @CsvFileSource(resources = "/stats/rouge-l.csv", numLinesToSkip = 1)
    void shouldAgreeWithRougeScore(String expected, String answer, double f1) {
        assertThat(RougeL.f1(expected, answer)).isCloseTo(f1, within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/stats/bleu-4.csv", numLinesToSkip = 1)
    void shouldAgreeWithSacrebleu(String name, double score, String expected, String answers) {
        // Given
        List<String> references = List.of(expected.split("\\|", -1));

        // When
        double found = CorpusBleu.score(references, List.of(answers.split("\\|", -1)));

        // Then
        assertThat(found).isCloseTo(score, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"'', 3.2 kg", "3.2 kg, ''", "'?!', '...'"})
    void shouldFindNothingInCommonWithNoWord(String expected, String answer) {
        assertThat(RougeL.f1(expected, answer)).isZero();
        assertThat(CorpusBleu.score(List.of(expected), List.of(answer))).isZero();
    }

    @Test
    void shouldRefuseAnswersWithoutReferences() {
        assertThatThrownBy(() -> CorpusBleu.score(List.of("one"), List.of()))
                .hasMessageContaining("0 answers for 1 references");
    }

    @Test
    void shouldWeighSharedWordsByTheirRarity() {
        // Given
        SharedWords words = new SharedWords(List.of("the lid is red", "the box is blue", "the key is gold", "外壳是红色"));

        // When
        double rare = words.weight("a gold coin", "gold is heavy");
        double common = words.weight("the end", "the start");

        // Then
        assertThat(rare).isGreaterThan(common).isCloseTo(Math.log(5), within(1e-12));
        assertThat(common).isCloseTo(Math.log(5.0 / 3), within(1e-12));
        assertThat(words.weight("红色的", "是红色")).isGreaterThan(0);
        assertThat(words.weight("红", "红")).isZero();
        assertThat(words.weight("nowhere", "nowhere")).isZero();
    }
}
