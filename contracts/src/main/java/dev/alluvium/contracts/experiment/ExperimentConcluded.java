package dev.alluvium.contracts.experiment;

import java.time.Instant;

/**
 * The analysis of an experiment is over.
 *
 * @param generation of the desired state in which it ran; a registry that has moved on does nothing
 * @param reason the figures that decided, in a sentence
 */
public record ExperimentConcluded(
        String model,
        String experiment,
        int champion,
        int challenger,
        long generation,
        Conclusion conclusion,
        String reason,
        Instant at) {}
