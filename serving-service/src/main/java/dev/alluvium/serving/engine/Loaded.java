package dev.alluvium.serving.engine;

import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.serving.state.Proof;
import java.util.concurrent.atomic.AtomicInteger;

/** A version in memory, with a count of its users: it is freed when the last one has gone. */
public final class Loaded {
    private final Proof proof;
    private final LoadedAdapter adapter;
    private final AtomicInteger users = new AtomicInteger(1);

    /** Loaded by the caller, its first user. */
    public Loaded(Proof proof, LoadedAdapter adapter) {
        this.proof = proof;
        this.adapter = adapter;
    }

    public Proof proof() {
        return proof;
    }

    public LoadedAdapter adapter() {
        return adapter;
    }

    /** Adds a user, unless the version is already freed. */
    public boolean tryRetain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Takes a user away. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            adapter.close();
        }
    }
}
