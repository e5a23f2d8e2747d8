package dev.alluvium.contracts.experiment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of an experiment, or of the watch after one, is over.
 *
 * @param experiment the id of the experiment or the watch
 * @param champion the version that was there before, which a watched champion is compared with
 * @param challenger the version that is tried or watched
 * @param generation of the desired state in which it ran; a registry that has moved on does nothing
 * @param reason the figures that decided, in a sentence
 * @param baseline how the champion served during the experiment; null after a watch, and from an evaluator that kept none
 */
public record ExperimentConcluded(
        String model,
        String experiment,
        int champion,
        int challenger,
        long generation,
        Conclusion conclusion,
        String reason,
        @Nullable Baseline baseline,
        Instant at) {}
