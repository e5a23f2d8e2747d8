package dev.alluvium.serving.vllm;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The likeliest next tokens of a version after each of some fixed texts, with their log-probabilities in nats.
 *
 * <p>These are the figures of tokens that are made, which a server computes on the path that users take, its prefix cache
 * included. Those of a prompt's own tokens would be more for less, but vLLM 0.32 dies of them where LoRA is on.
 *
 * @param prompts by token, for each text
 */
public record ProbeLogprobs(List<Map<Long, Double>> prompts) {
    /** How many tokens are told of each text; a server gives no more unless it is told to. */
    public static final int LISTED = 20;

    private static final int COMPARED = 5;

    public ProbeLogprobs {
        prompts = prompts.stream()
                .map(each -> Collections.unmodifiableSortedMap(new TreeMap<>(each)))
                .map(each -> (Map<Long, Double>) each)
                .toList();
    }

    /**
     * The largest of the texts' mean absolute differences, over the five likeliest tokens of either. A token that one of them does
     * not list counts as its last one.
     *
     * @throws IllegalArgumentException if they are of other texts
     */
    public double distance(ProbeLogprobs other) {
        if (prompts.size() != other.prompts.size()) {
            throw new IllegalArgumentException(prompts.size() + " and " + other.prompts.size() + " texts");
        }
        double largest = 0;
        for (int i = 0; i < prompts.size(); i++) {
            largest = Math.max(largest, distance(prompts.get(i), other.prompts.get(i)));
        }
        return largest;
    }

    private static double distance(Map<Long, Double> one, Map<Long, Double> other) {
        Set<Long> compared = new HashSet<>(likeliest(one));
        compared.addAll(likeliest(other));
        double leastOfOne = Collections.min(one.values());
        double leastOfOther = Collections.min(other.values());
        return compared.stream()
                .mapToDouble(token ->
                        Math.abs(one.getOrDefault(token, leastOfOne) - other.getOrDefault(token, leastOfOther)))
                .average()
                .orElse(0);
    }

    private static List<Long> likeliest(Map<Long, Double> listed) {
        return listed.entrySet().stream()
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed())
                .limit(COMPARED)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean within(double tolerance, ProbeLogprobs other) {
        return distance(other) <= tolerance;
    }

    boolean apart(double tolerance, ProbeLogprobs other) {
        return distance(other) > 2 * tolerance;
    }

    static String nats(double distance) {
        return String.format(Locale.ROOT, "%.4f", distance);
    }
}
