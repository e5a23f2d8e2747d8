package dev.alluvium.accumulator.round;

/** An entry that stays pending at a cut, because only the undecided {@code round} makes it a repeat or stale. */
public record HeldEntry(RecordEntry entry, String round) {}
