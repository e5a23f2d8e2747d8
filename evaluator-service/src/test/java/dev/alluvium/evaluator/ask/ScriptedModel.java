package dev.alluvium.evaluator.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A version that knows some answers by heart and counts what it is asked. */
public record ScriptedModel(String identity, Map<String, String> answers, List<Question> asked)
        implements ModelUnderTest {
    public ScriptedModel(String identity, Map<String, String> answers) {
        this(identity, Map.copyOf(answers), new ArrayList<>());
    }

    @Override
    public List<String> answer(List<Question> questions) {
        asked.addAll(questions);
        return questions.stream()
                .map(question -> answers.getOrDefault(question.prompt(), "unknown"))
                .toList();
    }

    @Override
    public List<Likelihood> likelihood(List<Question> questions) {
        asked.addAll(questions);
        return questions.stream()
                .map(question -> new Likelihood(question.answer().equals(answers.get(question.prompt())) ? 0.5 : 9, 3))
                .toList();
    }
}
