package dev.alluvium.evaluator.gate;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of free texts.
 *
 * @param expected how many should have been scored; fewer fail closed
 * @param answers to a part of the questions
 */
public record TextScores(int expected, List<TextScore> texts, List<TextPair> pairs, List<TextAnswer> answers) {
    /** There is no free text. */
    public static final TextScores NONE = new TextScores(0, List.of(), List.of(), List.of());

    public TextScores {
        texts = List.copyOf(texts);
        pairs = List.copyOf(pairs);
        answers = List.copyOf(answers);
    }

    /** Whether a text that should have been scored was not; one without a finite likelihood was not. */
    public boolean missing() {
        return scored() < expected;
    }

    /** How many texts were scored. */
    int scored() {
        return (int) texts.stream().filter(TextScore::scored).count();
    }

    /** Mean bits per byte by the champion; 0 without texts. */
    public double referenceBits() {
        return mean(texts, TextScore::referenceBits);
    }

    /** Mean bits per byte by the candidate; 0 without texts. */
    public double candidateBits() {
        return mean(texts, TextScore::candidateBits);
    }

    /** Mean ROUGE-L of the champion's answers; 0 without any. */
    public double referenceRouge() {
        return mean(answers, TextAnswer::referenceRouge);
    }

    /** Mean ROUGE-L of the candidate's answers; 0 without any. */
    public double candidateRouge() {
        return mean(answers, TextAnswer::candidateRouge);
    }

    /** By how many bits per byte each text became likelier. */
    double[] falls() {
        return texts.stream()
                .mapToDouble(text -> text.referenceBits() - text.candidateBits())
                .toArray();
    }

    int fitting(Predicate<TextPair> of) {
        return (int) pairs.stream().filter(of).count();
    }

    private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
        return of.stream().mapToDouble(value).average().orElse(0);
    }
}
