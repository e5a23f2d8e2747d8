package dev.alluvium.trainer.recipe;

import dev.alluvium.knowledge.wording.WithheldWordings;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The effective batches of a run, as its plan states them.
 *
 * @param rows rows of a batch
 * @param width tokens of a row
 * @param stepsByEpoch batches of each epoch
 * @param steps all steps; fewer than laid out where one epoch alone is longer than the bound
 * @param wordingsPerFact after templates were given up to stay within the bound
 * @param own the round's examples in an epoch
 * @param general replayed examples of general text in an epoch, on average
 * @param history replayed examples of earlier facts in an epoch, on average
 * @param replayShare what is replayed as a share of the loss
 * @param truncated texts of the round that were cut to a row
 * @param withheld wordings of the round that trusted probes keep out
 * @param unfamiliar tokens per character of the scripts of the round that the base hardly knows; null in a plan of an
 *     earlier version
 */
public record BatchPlan(
        int rows,
        int width,
        List<Integer> stepsByEpoch,
        int steps,
        int wordingsPerFact,
        int own,
        int general,
        int history,
        double replayShare,
        int truncated,
        @Nullable WithheldWordings withheld,
        @Nullable SortedMap<String, Double> unfamiliar) {
    public BatchPlan {
        stepsByEpoch = List.copyOf(stepsByEpoch);
        withheld = withheld == null ? WithheldWordings.NONE : withheld;
        unfamiliar =
                Collections.unmodifiableSortedMap(unfamiliar == null ? new TreeMap<>() : new TreeMap<>(unfamiliar));
    }

    /** What a person should know of the base and the round's language; empty where there is nothing. */
    public String warning() {
        return UnfamiliarScripts.explain(Objects.requireNonNull(unfamiliar));
    }

    /** Examples of one epoch. */
    public int examples() {
        return own + general + history;
    }
}
