package dev.alluvium.contracts.experiment;

import java.time.Instant;

/**
 * The experiment that a model is in.
 *
 * @param experiment its id; the split of users depends on it
 * @param version the challenger
 * @param automatic whether nobody ordered it
 * @param rolledBack whether the challenger was champion before: then a loss leaves it rolled back
 */
public record Canary(
        String experiment, int version, boolean rolledBack, boolean automatic, TrialPlan plan, Instant startedAt) {}
