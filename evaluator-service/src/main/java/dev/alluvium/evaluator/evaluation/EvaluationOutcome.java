package dev.alluvium.evaluator.evaluation;

import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.evaluator.cases.Contradiction;
import dev.alluvium.evaluator.free.FreeTexts;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import dev.alluvium.evaluator.suite.Suite;
import dev.alluvium.evaluator.suite.VersionPredictions;
import java.util.List;
import java.util.Optional;

/** The outcome of an evaluation with everything that it rests on. */
public record EvaluationOutcome(
        Verdict verdict,
        Observations observations,
        List<Suite> suites,
        VersionPredictions predictions,
        List<Contradiction> contradictions,
        FreeTexts texts,
        Optional<RetrievalBaseline> retrieval) {
    public EvaluationOutcome {
        suites = List.copyOf(suites);
        contradictions = List.copyOf(contradictions);
    }
}
