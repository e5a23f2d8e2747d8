package dev.alluvium.evaluator.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a suite of the user's own measured, against the champion.
 *
 * @param floor least share that must pass; null for none
 * @param maxLoss largest loss that passes; null for none
 */
public record UserSuiteScores(
        String suite,
        SuiteScores scores,
        @Nullable Double floor,
        @Nullable Double maxLoss) {}
