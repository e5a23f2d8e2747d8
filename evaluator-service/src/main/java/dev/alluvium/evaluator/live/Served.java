package dev.alluvium.evaluator.live;

/**
 * One request that serving answered within an experiment.
 *
 * @param unit who was assigned: a user, else a session, else the request itself
 */
public record Served(
        String request, String unit, Arm arm, boolean failed, boolean refused, double latencyMillis, int tokens) {}
