package dev.alluvium.evaluator.suite;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.match.AnswerMatching;
import dev.alluvium.evaluator.match.MultipleChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** A version's predictions for all probes of an evaluation. Each probe is asked once, however many suites use it. */
public record Predictions(Map<Probe, Prediction> replies) {
    public Predictions {
        replies = Map.copyOf(replies);
    }

    /** Asks every probe, in order. */
    public static Predictions of(ModelUnderTest version, Collection<Probe> probes) {
        return of(version, probes, AnswerMatching::pass);
    }

    /**
     * Asks every probe, in order.
     *
     * @param passes whether a generated answer passes its probe
     */
    public static Predictions of(ModelUnderTest version, Collection<Probe> probes, BiPredicate<Probe, String> passes) {
        Map<Probe, Prediction> replies = new HashMap<>();
        List<Probe> generated = probes.stream()
                .filter(probe -> probe.matcher() != AnswerMatcher.CHOICE)
                .distinct()
                .toList();
        List<String> answers = version.answer(generated.stream()
                .map(probe -> new Question(probe.prompt(), probe.expect()))
                .toList());
        for (int i = 0; i < generated.size(); i++) {
            replies.put(
                    generated.get(i), new Prediction(answers.get(i), passes.test(generated.get(i), answers.get(i))));
        }
        probes.stream()
                .filter(probe -> probe.matcher() == AnswerMatcher.CHOICE)
                .distinct()
                .forEach(probe -> replies.put(probe, new Prediction("", chooses(version, probe))));
        return new Predictions(replies);
    }

    private static boolean chooses(ModelUnderTest version, Probe probe) {
        List<String> options = Stream.concat(Stream.of(probe.expect()), probe.forbid().stream())
                .toList();
        List<Likelihood> likelihoods = version.likelihood(options.stream()
                .map(option -> new Question(probe.prompt(), option))
                .toList());
        List<MultipleChoice.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            candidates.add(new MultipleChoice.Candidate(
                    options.get(i), likelihoods.get(i).nll()));
        }
        return MultipleChoice.pass(candidates.get(0), candidates.subList(1, candidates.size()));
    }

    /** The share of a fact's probes that passed. */
    public double score(EvaluationCase fact) {
        return fact.probes().stream()
                .mapToDouble(probe -> reply(probe).passed() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /**
     * The reply to a probe.
     *
     * @throws IllegalArgumentException if it was not asked
     */
    public Prediction reply(Probe probe) {
        Prediction reply = replies.get(probe);
        if (reply == null) {
            throw new IllegalArgumentException("a probe of tier " + probe.tier().code() + " was not asked");
        }
        return reply;
    }
}
