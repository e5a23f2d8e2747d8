package dev.alluvium.model;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the users of a native resource and frees it after the last: a close while a call runs must not crash. */
final class ReferenceCount {
    private final AtomicInteger users = new AtomicInteger(1);
    private final String name;
    private final Runnable free;

    ReferenceCount(String name, Runnable free) {
        this.name = name;
        this.free = free;
    }

    /** Adds a user; fails when the resource is already freed. */
    void retain() {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException(name + " is closed");
        }
    }

    /** As {@link #retain()}, but answers false where it is already freed. */
    boolean tryRetain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            free.run();
        }
    }
}
