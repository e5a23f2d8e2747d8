package dev.alluvium.evaluator.ask;

import java.util.List;

/** A version that an evaluation asks. The same question always gets the same answer. */
public interface ModelUnderTest {
    /** Names the version by its content: two models with the same identity give the same answers. */
    String identity();

    /**
     * Greedy answers, in order. The expected answer of a question only says how long an answer may become; a prompt too
     * long for the model gets an empty answer.
     */
    List<String> answer(List<Question> questions);

    /** How likely each question's answer is, in order. */
    List<Likelihood> likelihood(List<Question> questions);
}
