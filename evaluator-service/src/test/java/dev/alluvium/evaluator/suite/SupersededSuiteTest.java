package dev.alluvium.evaluator.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.SupersededCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupersededSuiteTest {
    /** A choice is answered in no words, which must not count as an answer without the old value. */
    @ParameterizedTest(name = "{0}, passed {2}: stale {3}")
    @CsvSource({"CHOICE, '', true, 0", "CHOICE, '', false, 1", "CONTAINS, 3.2 kg, false, 1", "CONTAINS, 2.9 kg, true, 0"
    })
    void shouldCountAChoiceOfTheOldValueAsStale(AnswerMatcher matcher, String answer, boolean passed, double stale) {
        // Given
        Probe probe = new Probe("How heavy?", matcher, "2.9 kg", List.of("3.2 kg"), ProbeTier.TRUSTED, "en");
        EvaluationCase asked = new EvaluationCase("ax/weight", Instant.EPOCH, ProbeTier.TRUSTED, List.of(probe));
        Predictions predictions = new Predictions(Map.of(probe, new Prediction(answer, passed)));
        SupersededSuite suite = new SupersededSuite(List.of(new SupersededCase(asked, List.of("3.2 kg"))));

        // Then
        assertThat(suite.score(asked, new VersionPredictions(predictions, predictions, predictions)))
                .isEqualTo(stale);
    }
}
