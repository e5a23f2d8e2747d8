package dev.alluvium.contracts.training;

/**
 * Where a run left what it had planned first, so that the last bits of its adapter may differ.
 *
 * @param step steps that had been done by then
 */
public record PlanChange(String attempt, int step, String why) {}
