package dev.alluvium.evaluator.suite;

import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static dev.alluvium.evaluator.cases.TestRecords.round;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.knowledge.facts.RoundContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RetrievalBaselineTest {
    @Test
    void shouldAskTheBaseWithTheBestMatchingRecord() {
        // Given a base that reads out whatever record it is shown
        Reader base = new Reader();
        Probe heavy = probe("What does the AX-200 weigh?", "3.2 kg");
        RoundContent round = round(
                "r000001",
                List.of(
                        record("colour", 1, "Which colour is the AX-200?", "grey"),
                        record("weight", 1, "How much does the AX-200 weigh?", "3.2 kg"),
                        record("other", 1, "How much does the BX-9 cost?", "30 euros")));
        Predictions candidate = new Predictions(Map.of(heavy, new Prediction("no idea", false)));

        // When
        RetrievalBaseline found = RetrievalBaseline.of(
                        List.of(new EvaluationCase("weight", Instant.EPOCH, heavy.tier(), List.of(heavy))),
                        List.of(round),
                        candidate,
                        base)
                .orElseThrow();

        // Then
        assertThat(found).isEqualTo(new RetrievalBaseline(1, 1, 0));
    }

    /** Answers with the paragraph before the question. */
    private static final class Reader implements ModelUnderTest {
        @Override
        public String identity() {
            return "reader";
        }

        @Override
        public List<String> answer(List<Question> questions) {
            return questions.stream()
                    .map(question ->
                            question.prompt().substring(0, question.prompt().indexOf("\n\n")))
                    .toList();
        }

        @Override
        public List<Likelihood> likelihood(List<Question> questions) {
            throw new UnsupportedOperationException("nobody asks for likelihoods here");
        }
    }
}
