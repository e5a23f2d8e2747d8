package dev.alluvium.contracts.topic;

import org.jspecify.annotations.Nullable;

/** The result of reading a message of a topic. */
public sealed interface ReadResult<T> {
    /**
     * One of the topic.
     *
     * @param key empty if it has none
     * @param value null if it withdraws what stood under its key
     */
    record Message<T>(String key, @Nullable T value) implements ReadResult<T> {}

    /**
     * None of the topic: every reader leaves it out, by this rule alone, so that all readers read the same.
     *
     * @param reason why, in a clause that quotes nothing of it
     */
    record Foreign<T>(String reason) implements ReadResult<T> {}
}
