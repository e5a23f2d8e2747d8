package dev.alluvium.serving.adapter.kafka;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import java.time.Duration;
import java.time.Instant;

/**
 * Follows a topic through whatever happens to the broker: a follower that stopped is replaced by one that reads from the
 * beginning again, so what it feeds must not mind a repeat.
 */
public final class LastingFollower<T> implements AutoCloseable {
    private final KafkaClients kafka;
    private final Topic<T> topic;
    private final TopicFollower.Callback<T> callback;
    private final Runnable restarting;
    private TopicFollower<T> follower;

    /**
     * @param restarting called before the topic is read from its beginning again
     */
    public LastingFollower(
            KafkaClients kafka, Topic<T> topic, TopicFollower.Callback<T> callback, Runnable restarting) {
        this.kafka = kafka;
        this.topic = topic;
        this.callback = callback;
        this.restarting = restarting;
        this.follower = new TopicFollower<>(kafka, topic, callback);
    }

    public synchronized void start() {
        follower.start();
    }

    /** As {@link TopicFollower#awaitCaughtUp}. */
    public void awaitCaughtUp(Duration limit) throws InterruptedException {
        current().awaitCaughtUp(limit);
    }

    /** Replaces a follower that stopped. */
    public synchronized void check() {
        if (follower.failure() != null) {
            follower.close();
            restarting.run();
            follower = new TopicFollower<>(kafka, topic, callback).start();
        }
    }

    /** When the broker was last asked about the topic with success. */
    public Instant lastContact() {
        return current().lastPoll();
    }

    private synchronized TopicFollower<T> current() {
        return follower;
    }

    @Override
    public synchronized void close() {
        follower.close();
    }
}
