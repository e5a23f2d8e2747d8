package dev.alluvium.evaluator.gate;

import java.util.List;

/**
 * What became of the answers that the base gives to general questions.
 *
 * @param expected how many should have been scored; fewer fail closed
 */
public record KeptAnswers(int expected, List<KeptAnswer> answers) {
    /** The base has answered nothing. */
    public static final KeptAnswers NONE = new KeptAnswers(0, List.of());

    public KeptAnswers {
        answers = List.copyOf(answers);
    }

    /** How many were scored. */
    int scored() {
        return (int) answers.stream().filter(KeptAnswer::scored).count();
    }

    /** How many are not what they were. */
    int lost() {
        return (int) answers.stream().filter(answer -> !answer.kept()).count();
    }

    /** How many halved or doubled their length. */
    int lengthsChanged() {
        return (int) answers.stream().filter(KeptAnswer::lengthChanged).count();
    }

    /** Share of the answers that are what they were; 1 without any. */
    public double keptShare() {
        return answers.isEmpty() ? 1 : 1 - (double) lost() / answers.size();
    }

    /** By how much less likely each answer is, in nats per token. */
    double[] rises() {
        return answers.stream().mapToDouble(KeptAnswer::rise).toArray();
    }
}
