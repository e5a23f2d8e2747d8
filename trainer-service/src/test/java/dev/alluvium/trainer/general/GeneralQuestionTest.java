package dev.alluvium.trainer.general;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralQuestionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rome    | The capital of Italy is Rome.        | true
            Rome    | It is ROME!                          | true
            Rome    | Il Coriobella, Italy.                | false
            Rome    | The Romeo hotel.                     | false
            7       | 3 + 4 = 7.                           | true
            7       | It is 17.                            | false
            two men | There were two men there             | true
            北京     | 中国的首都是北京。                       | true
            北京     | 中国的首都是南京。                       | false
            """)
    void shouldKnowARightAnswerByWholeWords(String known, String answer, boolean right) {
        assertThat(new GeneralQuestion("?", known).isRight(answer)).isEqualTo(right);
    }

    @Test
    void shouldTakeAnyFormOfARightAnswer() {
        GeneralQuestion question = new GeneralQuestion("How many legs does a spider have?", "8|eight");

        assertThat(question.isRight("The spider has eight legs.")).isTrue();
        assertThat(question.isRight("It has 8.")).isTrue();
        assertThat(question.isRight("It has six.")).isFalse();
    }

    @Test
    void shouldCallNoAnswerWrongWhereThereIsNoOneRightAnswer() {
        assertThat(new GeneralQuestion("?", null).isRight("Anything.")).isTrue();
    }
}
