package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.evaluator.gate.TextAnswer;
import dev.alluvium.evaluator.suite.NewFactsSuite;
import dev.alluvium.evaluator.suite.Predictions;
import dev.alluvium.evaluator.text.CorpusBleu;
import dev.alluvium.evaluator.text.RougeL;
import dev.alluvium.settings.GateMode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the greedy answers to the round's questions have in common with the expected ones. It decides nothing.
 *
 * @param answers how many were generated
 * @param rouge mean ROUGE-L, in [0, 1]
 * @param bleu BLEU-4 of all of them, in [0, 1]
 * @param bitsPerByte of the expected answers
 */
public record AnswerMetrics(int answers, Change rouge, Change bleu, Change bitsPerByte) {
    /** The champion's figure and the candidate's. */
    public record Change(double before, double after) {}

    /** Of a judgement; null if nothing was answered in words. */
    static @Nullable AnswerMetrics of(EvaluationOutcome outcome) {
        Observations seen = outcome.observations();
        if (seen.profile() != GateMode.FACTS) {
            List<TextAnswer> answers = seen.texts().answers();
            Change bits = new Change(seen.texts().referenceBits(), seen.texts().candidateBits());
            return answers.isEmpty()
                    ? null
                    : of(
                            answers.stream().map(TextAnswer::expected).toList(),
                            answers.stream().map(TextAnswer::reference).toList(),
                            answers.stream().map(TextAnswer::candidate).toList(),
                            bits);
        }
        List<Probe> probes = outcome.suites().stream()
                .filter(NewFactsSuite.class::isInstance)
                .flatMap(suite -> suite.cases().stream())
                .flatMap(fact -> fact.probes().stream())
                .filter(probe -> probe.matcher() != AnswerMatcher.CHOICE)
                .toList();
        Change bits =
                new Change(seen.perplexity().referenceBits(), seen.perplexity().candidateBits());
        return probes.isEmpty()
                ? null
                : of(
                        probes.stream().map(Probe::expect).toList(),
                        answers(probes, outcome.predictions().champion()),
                        answers(probes, outcome.predictions().candidate()),
                        bits);
    }

    private static List<String> answers(List<Probe> probes, Predictions predictions) {
        return probes.stream().map(probe -> predictions.reply(probe).answer()).toList();
    }

    /** Compares answers, all in the same order. */
    static AnswerMetrics of(List<String> expected, List<String> before, List<String> after, Change bitsPerByte) {
        return new AnswerMetrics(
                expected.size(),
                new Change(rouge(expected, before), rouge(expected, after)),
                new Change(CorpusBleu.score(expected, before), CorpusBleu.score(expected, after)),
                bitsPerByte);
    }

    private static double rouge(List<String> expected, List<String> answers) {
        return IntStream.range(0, expected.size())
                .mapToDouble(i -> RougeL.f1(expected.get(i), answers.get(i)))
                .average()
                .orElse(0);
    }
}
