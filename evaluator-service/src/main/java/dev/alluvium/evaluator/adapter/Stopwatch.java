package dev.alluvium.evaluator.adapter;

import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.report.Speed;
import dev.alluvium.model.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures how fast a version answers some of the questions of an evaluation. */
final class Stopwatch {
    private static final int QUESTIONS = 5;

    private Stopwatch() {}

    /** One question at a time, after one that only warms up; null if nothing was asked in words. */
    static @Nullable Speed time(ModelUnderTest version, Tokenizer tokenizer, EvaluationOutcome outcome) {
        List<Question> questions = questions(outcome);
        if (questions.isEmpty()) {
            return null;
        }
        version.answer(questions.subList(0, 1));
        List<Double> seconds = new ArrayList<>();
        long tokens = 0;
        for (Question question : questions) {
            long began = System.nanoTime();
            String answer = version.answer(List.of(question)).get(0);
            seconds.add(Evaluator.seconds(began));
            tokens += tokenizer.encode(answer).length + 1;
        }
        double all = seconds.stream().mapToDouble(Double::doubleValue).sum();
        Collections.sort(seconds);
        return new Speed(questions.size(), seconds.get(seconds.size() / 2), tokens / all);
    }

    private static List<Question> questions(EvaluationOutcome outcome) {
        Stream<Question> probes = outcome.suites().stream()
                .flatMap(suite -> suite.cases().stream())
                .flatMap(fact -> fact.probes().stream())
                .map(probe -> new Question(probe.prompt(), probe.expect()));
        Stream<Question> texts = outcome.observations().texts().answers().stream()
                .map(answer -> new Question(answer.prompt(), answer.expected()));
        return Stream.concat(texts, probes).limit(QUESTIONS).toList();
    }
}
