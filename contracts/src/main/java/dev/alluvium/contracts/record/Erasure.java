package dev.alluvium.contracts.record;

import java.time.Instant;

/** The explicit erasure of a fact; everything of it up to {@code revision} must go. */
public record Erasure(String model, String fact, Instant revision, RawPosition position) implements CleanEvent {}
