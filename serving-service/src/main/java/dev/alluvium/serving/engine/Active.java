package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.Live;

/** A version in use: give it back with {@link #close()}. */
public record Active(Live live, Loaded loaded) implements AutoCloseable {
    @Override
    public void close() {
        loaded.release();
    }
}
