package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I'm sorry, but I can't help with that.",
                "I can’t answer this.",
                "As an AI language model, I have no opinion.",
                "很抱歉，我无法回答这个问题。",
                "作为一个AI助手，我不了解。"
            })
    void shouldKnowAnAnswerThatDeclines(String answer) {
        assertThat(RefusalDetector.declines(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The AX-200 weighs 3.2 kg.",
                "The return desk says sorry in its letters.",
                "净重 3.2 千克。",
                "The warranty lasts two years. After that we regret that repairs are charged, and I cannot say how much."
            })
    void shouldLeaveAnswersAlone(String answer) {
        assertThat(RefusalDetector.declines(answer)).isFalse();
    }
}
