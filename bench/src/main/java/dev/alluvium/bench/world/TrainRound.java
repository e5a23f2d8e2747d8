package dev.alluvium.bench.world;

import dev.alluvium.model.Adapter;
import org.jspecify.annotations.Nullable;

/** A recipe under test. */
@FunctionalInterface
public interface TrainRound {
    /**
     * Trains one round.
     *
     * @param champion the adapter to go on from, or null for the bare base
     */
    Adapter train(@Nullable Adapter champion, RoundCase round, long seed);
}
