package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An experiment, or the watch after one, that takes outcomes until it is over. */
public sealed interface FollowedTrial permits LiveExperiment, LiveWatch {
    /** Serving answered a request, or failed to. */
    void served(ServedRequest request);

    /**
     * An application reported on a request, perhaps before serving did.
     *
     * @param score in [0, 1]; null if its label has none
     */
    void reported(String request, @Nullable Double score);

    /** How it stands at {@code now}; looking changes nothing, and may be done at any time. */
    Assessment look(Instant now);

    /** How {@code champion} served so far, for a watch of its successor; empty if it is not observed here. */
    Optional<Baseline> baseline(int champion);
}
