package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.GeneralQuestionCase;
import dev.alluvium.evaluator.gate.KeptAnswer;
import dev.alluvium.evaluator.gate.KeptAnswers;
import dev.alluvium.evaluator.match.AnswerMatching;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures what a version made of the answers that its base gives to general questions. */
public final class GeneralMeasurement {
    private GeneralMeasurement() {}

    /** The candidate beside the base, which never moves: many rounds cannot wear it down bit by bit. */
    public static KeptAnswers of(List<GeneralQuestionCase> cases, ModelUnderTest candidate, ModelUnderTest base) {
        if (cases.isEmpty()) {
            return KeptAnswers.NONE;
        }
        List<Question> questions = questions(cases);
        List<Likelihood> before = base.likelihood(questions);
        List<Likelihood> after = candidate.likelihood(questions);
        List<String> answers = candidate.answer(questions);
        Map<String, String> written = answersToWritten(cases, base);
        List<KeptAnswer> kept = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            GeneralQuestionCase one = cases.get(i);
            String reference = one.own() ? one.text() : written.getOrDefault(one.question(), "");
            kept.add(new KeptAnswer(
                    one.question(),
                    reference,
                    answers.get(i),
                    agrees(one, reference, answers.get(i)),
                    perToken(after.get(i)) - perToken(before.get(i)),
                    after.get(i).end() - before.get(i).end()));
        }
        return new KeptAnswers(cases.size(), kept);
    }

    /** What the base itself says where somebody else wrote the answer: only that can be kept. */
    private static Map<String, String> answersToWritten(List<GeneralQuestionCase> cases, ModelUnderTest base) {
        List<Question> questions =
                questions(cases.stream().filter(one -> !one.own()).toList());
        List<String> answers = questions.isEmpty() ? List.of() : base.answer(questions);
        Map<String, String> byQuestion = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            byQuestion.put(questions.get(i).prompt(), answers.get(i));
        }
        return byQuestion;
    }

    private static List<Question> questions(List<GeneralQuestionCase> cases) {
        return cases.stream()
                .map(one -> new Question(one.question(), one.text()))
                .toList();
    }

    private static double perToken(Likelihood likelihood) {
        return likelihood.nll() / Math.max(1, likelihood.tokens());
    }

    /** What the base got wrong cannot be lost. */
    private static boolean agrees(GeneralQuestionCase one, String reference, String answer) {
        String known = one.known();
        return known == null || !states(reference, known) || states(answer, known);
    }

    private static boolean states(String answer, String known) {
        return GeneralAnswer.alternatives(known).stream().anyMatch(value -> AnswerMatching.states(answer, value));
    }
}
