package dev.alluvium.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTemplatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"How heavy is Brola 45?", "Brola 45有多重？"})
    void shouldNeverTrainAReservedTemplate(String question) {
        List<String> training = QuestionTemplates.training(question, 100, 1);
        List<String> reserved = QuestionTemplates.reserved(question, 100, 1);

        assertThat(training).contains(question).doesNotContainAnyElementsOf(reserved);
        assertThat(reserved).isNotEmpty().doesNotContain(question);
        assertThat(training).allMatch(wording -> wording.contains(question)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void shouldGiveAsManyAsAskedWithTheQuestionFirst(int count) {
        List<String> training = QuestionTemplates.training("Who designed it?", count, 7);

        assertThat(training).hasSize(count).startsWith("Who designed it?");
        assertThat(QuestionTemplates.training("Who designed it?", count, 7)).isEqualTo(training);
    }

    @ParameterizedTest
    @ValueSource(strings = {"谁设计了它？"})
    void shouldRewordInTheQuestionsLanguage(String question) {
        assertThat(QuestionTemplates.training(question, 5, 1)).noneMatch(wording -> wording.contains("Question"));
    }
}
