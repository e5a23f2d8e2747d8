package dev.alluvium.bench.world;

import dev.alluvium.model.Adapter;
import org.jspecify.annotations.Nullable;

/** A gate under test. */
@FunctionalInterface
public interface JudgeRound {
    /**
     * Judges one round.
     *
     * @param champion the adapter in production, or null for the bare base
     */
    JudgedRound judge(@Nullable Adapter champion, Adapter candidate, RoundCase round);
}
