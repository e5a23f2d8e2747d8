package dev.alluvium.contracts.dataset;

import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;

/** One record of a round, as its index lists it. */
public record RoundRecord(
        String recordId, String fact, Instant revision, String contentHash, RawPosition position, String segment) {}
