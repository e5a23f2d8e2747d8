package dev.alluvium.evaluator.gate;

import dev.alluvium.knowledge.wording.AnswerLanguage;
import java.util.Optional;

/**
 * What became of one answer that the base gives to a general question.
 *
 * @param reference the base's answer
 * @param candidate the version's greedy answer to the same question
 * @param agrees whether the version states what the base rightly stated; true where no one answer is right
 * @param rise by how much less likely the version finds the base's answer, in nats per token
 * @param endRise by how much less likely it finds that the answer ends where the base ended it, in nats
 */
public record KeptAnswer(
        String question, String reference, String candidate, boolean agrees, double rise, double endRise) {
    /** A token of the base's answer is half as likely as it was, on average. */
    static final double MOST_RISE = Math.log(2);

    /** The end is a tenth as likely as it was. */
    static final double MOST_END_RISE = Math.log(10);

    /** An answer of fewer characters may change its length: "Paris." says what "The capital is Paris." says. */
    static final int SHORT = 40;

    static final double LEAST_LENGTH = 0.5;
    static final double MOST_LENGTH = 2;

    /** Whether the version was scored at all: weights that are no numbers give no likelihood. */
    boolean scored() {
        return Double.isFinite(rise) && Double.isFinite(endRise);
    }

    /** Whether it still is the base's answer, in whatever words and of whatever length. */
    public boolean kept() {
        return change().isEmpty();
    }

    /** What changed, in words, if it changed too much; its length apart. */
    public Optional<String> change() {
        if (!agrees) {
            return Optional.of("no longer right");
        } else if (candidate.isEmpty()) {
            return Optional.of("empty");
        } else if (!(rise <= MOST_RISE)) {
            return Optional.of("unlikely now");
        } else if (!(endRise <= MOST_END_RISE)) {
            return Optional.of("no longer ends");
        }
        return AnswerLanguage.of(reference) != AnswerLanguage.of(candidate)
                ? Optional.of("in another language")
                : Optional.empty();
    }

    /**
     * Whether its length halved or doubled. That alone does not make an answer a lost one: greedy answers part at one token,
     * and of a small base, which rambles, a third halve in a version that answers as well as before.
     */
    boolean lengthChanged() {
        int before = reference.codePointCount(0, reference.length());
        int after = candidate.codePointCount(0, candidate.length());
        return Math.max(before, after) > SHORT && (after < LEAST_LENGTH * before || after > MOST_LENGTH * before);
    }
}
