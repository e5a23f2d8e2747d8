package dev.alluvium.evaluator.match;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The matcher for bases that are too small to generate: the expected answer must be likelier than every distractor.
 * Answers are compared by nats per byte of UTF-8, so that a short distractor has no advantage.
 */
public final class MultipleChoice {
    private MultipleChoice() {}

    /** An answer and the negative log-likelihood, in nats, that the model gives it after the prompt. */
    public record Candidate(String answer, double nll) {
        double natsPerByte() {
            return nll / Math.max(1, answer.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** Whether {@code expected} is strictly likelier than each distractor; false where there is none to compare with. */
    public static boolean pass(Candidate expected, List<Candidate> distractors) {
        return !distractors.isEmpty()
                && Double.isFinite(expected.nll())
                && distractors.stream().allMatch(other -> expected.natsPerByte() < other.natsPerByte());
    }
}
