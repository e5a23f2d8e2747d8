package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.gate.Perplexity;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Perplexity of the answers that the new facts' probes expect, of {@value #MOST} of them at most: it only advises. */
public final class PerplexityMeasurement {
    private static final int MOST = 120;

    /** Nats per token above which a model knows nothing; keeps the figure finite. */
    private static final double MOST_NATS = 20;

    private PerplexityMeasurement() {}

    /** Measures both versions on the same answers. */
    public static Perplexity of(List<EvaluationCase> newFacts, ModelUnderTest candidate, ModelUnderTest champion) {
        List<Question> questions = newFacts.stream()
                .flatMap(fact -> fact.probes().stream())
                .map(probe -> new Question(probe.prompt(), probe.expect()))
                .distinct()
                .limit(MOST)
                .toList();
        if (questions.isEmpty()) {
            return Perplexity.NONE;
        }
        Found before = Found.of(champion, questions);
        Found after = Found.of(candidate, questions);
        return new Perplexity(before.perplexity, after.perplexity, questions.size(), before.bits, after.bits);
    }

    private record Found(double perplexity, double bits) {
        static Found of(ModelUnderTest version, List<Question> questions) {
            List<Likelihood> likelihoods = version.likelihood(questions);
            double nll = likelihoods.stream().mapToDouble(Likelihood::nll).sum();
            int tokens = likelihoods.stream().mapToInt(Likelihood::tokens).sum();
            int bytes = questions.stream()
                    .mapToInt(question -> question.answer().getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            return new Found(
                    Math.exp(Math.min(MOST_NATS, nll / Math.max(1, tokens))), nll / Math.log(2) / Math.max(1, bytes));
        }
    }
}
