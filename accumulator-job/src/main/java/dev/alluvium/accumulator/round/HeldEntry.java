package dev.alluvium.accumulator.round;

/**
 * An entry that stays pending at a cut, because it repeats a record of the undecided {@code round} or is made stale by
 * one.
 */
public record HeldEntry(RecordEntry entry, String round) {}
