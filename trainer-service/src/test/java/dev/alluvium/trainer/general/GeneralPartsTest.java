package dev.alluvium.trainer.general;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralPartsTest {
    @Test
    void shouldAskForFormsThatTrainingDoesNotReplay() {
        // Given
        List<GeneralAnswer> answers = new ArrayList<>();
        for (String form : List.of("What is the capital of", "Name the main city of", "Say the opposite of")) {
            answers.addAll(answers(form, 20, true));
        }
        for (String form : List.of("Explain in a sentence", "List three kinds of", "Describe in short words")) {
            answers.addAll(answers(form, 40, false));
        }

        // When
        Map<GeneralPart, Set<String>> forms = GeneralParts.of(answers).stream()
                .collect(Collectors.groupingBy(
                        GeneralAnswer::part,
                        Collectors.mapping(answer -> GeneralParts.form(answer.question()), Collectors.toSet())));

        // Then
        assertThat(forms.get(GeneralPart.SUITE)).hasSize(2).doesNotContainAnyElementsOf(forms.get(GeneralPart.REPLAY));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "59, 59", "60, 60", "180, 60", "300, 100", "900, 120"})
    void shouldAskForSoManyThatTheGateCanJudgeWhateverTheirForms(int answers, int asked) {
        // Given
        List<GeneralAnswer> ofOneForm = answers("What is the capital of", answers, true);

        // When
        List<GeneralAnswer> parted = GeneralParts.of(ofOneForm);

        // Then
        assertThat(parted).hasSize(answers).extracting(GeneralAnswer::question).doesNotHaveDuplicates();
        assertThat(parted.stream().filter(answer -> answer.part() == GeneralPart.SUITE))
                .hasSize(asked);
    }

    @Test
    void shouldAskForShippedQuestionsInFormsOfTheirOwn() {
        // Given
        List<GeneralAnswer> answers = GeneralQuestions.shipped().stream()
                .map(question -> new GeneralAnswer(question.text(), "said", question.known(), GeneralPart.REPLAY))
                .toList();

        // When
        List<GeneralAnswer> parted = GeneralParts.of(answers);

        // Then
        Set<String> replayed = parted.stream()
                .filter(answer -> answer.part() == GeneralPart.REPLAY)
                .map(answer -> GeneralParts.form(answer.question()))
                .collect(Collectors.toSet());
        List<GeneralAnswer> asked = parted.stream()
                .filter(answer -> answer.part() == GeneralPart.SUITE)
                .toList();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(GeneralAnswerSynthesis.LEAST_ASKED);
        assertThat(asked.stream().filter(answer -> answer.known() != null)).hasSizeGreaterThan(20);
        assertThat(asked).noneMatch(answer -> replayed.contains(GeneralParts.form(answer.question())));
    }

    private static List<GeneralAnswer> answers(String form, int count, boolean known) {
        return IntStream.range(0, count)
                .mapToObj(i -> new GeneralAnswer(
                        form + " thing " + i + "?",
                        "Answer " + i + ".",
                        known ? "Answer " + i : null,
                        GeneralPart.REPLAY))
                .toList();
    }
}
