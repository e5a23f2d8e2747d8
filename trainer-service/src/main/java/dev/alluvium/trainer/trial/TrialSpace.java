package dev.alluvium.trainer.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** All combinations of the values to try. */
public record TrialSpace(List<Double> learningRates, List<Integer> ranks, List<Integer> epochs) {
    public TrialSpace {
        learningRates = List.copyOf(learningRates);
        ranks = List.copyOf(ranks);
        epochs = List.copyOf(epochs);
        if (learningRates.isEmpty() || ranks.isEmpty() || epochs.isEmpty()) {
            throw new IllegalArgumentException("a trial needs at least one learning rate, rank and number of epochs");
        }
    }

    /** All of them, or so many drawn by the seed. */
    public List<TrialCandidate> candidates(int most, long seed) {
        List<TrialCandidate> all = new ArrayList<>();
        for (double rate : learningRates) {
            for (int rank : ranks) {
                epochs.forEach(count -> all.add(new TrialCandidate(rate, rank, count)));
            }
        }
        if (all.size() > most) {
            Collections.shuffle(all, new Random(seed));
            return List.copyOf(all.subList(0, most));
        }
        return List.copyOf(all);
    }
}
