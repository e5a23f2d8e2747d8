package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;

/** The command to erase a fact. */
public record Forget(String model, String fact, Instant through, RawPosition position) implements FactEvent {}
