package dev.alluvium.contracts.training;

/**
 * Says that a run trains from a base on all current facts, and not from its parent's adapter.
 *
 * @param order the consolidation that it answers
 * @param base as the configuration named it when the run was planned
 */
public record Rebuild(String order, String base) {}
