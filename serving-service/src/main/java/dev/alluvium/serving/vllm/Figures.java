package dev.alluvium.serving.vllm;

import java.util.List;
import java.util.Locale;

/**
 * The log-probabilities that a version gives the tokens of fixed prompts, in nats: one list a prompt, a number for each of its
 * tokens but the first.
 */
public record Figures(List<List<Double>> prompts) {
    public Figures {
        prompts = prompts.stream().map(List::copyOf).toList();
    }

    /**
     * The largest of the prompts' mean absolute differences, a metric: two versions that are more than twice a tolerance apart
     * cannot both be within the tolerance of a third.
     *
     * @throws IllegalArgumentException if they are of other prompts
     */
    public double distance(Figures other) {
        if (prompts.size() != other.prompts.size()) {
            throw new IllegalArgumentException(prompts.size() + " and " + other.prompts.size() + " prompts");
        }
        double largest = 0;
        for (int i = 0; i < prompts.size(); i++) {
            largest = Math.max(largest, distance(prompts.get(i), other.prompts.get(i)));
        }
        return largest;
    }

    private static double distance(List<Double> one, List<Double> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(one.size() + " and " + other.size() + " tokens");
        }
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            sum += Math.abs(one.get(i) - other.get(i));
        }
        return one.isEmpty() ? 0 : sum / one.size();
    }

    boolean within(double tolerance, Figures other) {
        return distance(other) <= tolerance;
    }

    boolean apart(double tolerance, Figures other) {
        return distance(other) > 2 * tolerance;
    }

    static String nats(double distance) {
        return String.format(Locale.ROOT, "%.4f", distance);
    }
}
