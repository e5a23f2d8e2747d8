package dev.alluvium.knowledge.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTemplatesTest {
    @ParameterizedTest
    @EnumSource(AnswerLanguage.class)
    void shouldNeverShareAFrameBetweenTrainingAndEvaluation(AnswerLanguage language) {
        // Given
        List<String> all = new ArrayList<>(WordingTemplates.training(language));

        // When
        all.addAll(WordingTemplates.reserved(language));

        // Then
        assertThat(all).doesNotHaveDuplicates().allMatch(frame -> frame.contains("{q}"));
    }

    @ParameterizedTest
    @CsvSource({"How heavy?,EN", "AX-200 有多重？,ZH", "42,EN", "“Größe”,EN"})
    void shouldTellTheLanguageByItsScript(String text, AnswerLanguage expected) {
        // When
        AnswerLanguage language = AnswerLanguage.of(text);

        // Then
        assertThat(language).isEqualTo(expected);
    }
}
