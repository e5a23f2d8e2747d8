package dev.alluvium.contracts.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of one answered request, as its application reports it. */
public record ServingOutcome(
        String request,
        String model,
        @Nullable String experiment,
        int version,
        String assignment,
        double latencyMillis,
        @Nullable Double score,
        @Nullable String label,
        Instant at) {}
