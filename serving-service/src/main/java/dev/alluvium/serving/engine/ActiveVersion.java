package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.LiveVersion;
import org.jspecify.annotations.Nullable;

/**
 * A version that answers a request; {@link #close()} gives it back.
 *
 * @param experiment that its answer is part of; null outside of any
 * @param shadowed whether the challenger is asked the same afterwards
 */
public record ActiveVersion(
        LiveVersion live, LoadedVersion loaded, @Nullable String experiment, boolean shadowed)
        implements AutoCloseable {
    /** One whose answer nobody else is asked for. */
    public ActiveVersion(LiveVersion live, LoadedVersion loaded, @Nullable String experiment) {
        this(live, loaded, experiment, false);
    }

    @Override
    public void close() {
        loaded.release();
    }
}
