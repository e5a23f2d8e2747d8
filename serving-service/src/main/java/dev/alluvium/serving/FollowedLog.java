package dev.alluvium.serving;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.registry.NewerEventException;
import dev.alluvium.knowledge.registry.RegistryState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fold of the registry's log, up to the first event that only a newer build can read. Answering goes on without it: which
 * champion answers is said by what is desired.
 */
final class FollowedLog {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);

    private volatile RegistryState state = RegistryState.empty();
    private volatile @Nullable String end;

    /** Takes the log's next event, by one thread. */
    void take(RegistryEvent event) {
        if (end != null) {
            return;
        }
        try {
            state = state.apply(event);
        } catch (NewerEventException e) {
            end = e.getMessage();
            LOG.error("the registry's log is folded no further", e);
        }
    }

    RegistryState state() {
        return state;
    }

    /** Why the log is folded no further; empty while it is. */
    Optional<String> end() {
        return Optional.ofNullable(end);
    }
}
