package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.Live;
import org.jspecify.annotations.Nullable;

/**
 * A version in use: give it back with {@link #close()}.
 *
 * @param experiment that its answer is part of; null outside of any
 */
public record Active(Live live, Loaded loaded, @Nullable String experiment) implements AutoCloseable {
    @Override
    public void close() {
        loaded.release();
    }
}
