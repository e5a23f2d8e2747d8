package dev.alluvium.contracts.dataset;

import java.time.Instant;

/** A fact of which everything up to a revision must go; what is newer stays. */
public record ErasedFact(String fact, Instant through) {}
