package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Follows the topics that the trainer's decisions depend on. */
public final class TrainerTopics implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long STEP_MILLIS = 20;

    private final TopicFollower<TrainingResult> results;
    private final List<TopicFollower<?>> followers;

    /**
     * @param store holds the copy of the registry's log
     * @param reader of the trainer
     */
    public TrainerTopics(KafkaClients kafka, ObjectStore store, MessageReader reader, TrainerCoordinator coordinator) {
        results = new TopicFollower<>(
                kafka,
                Topics.ADAPTERS_TRAINED,
                reader,
                (key, result, at) -> coordinator.update(state -> state.after(Objects.requireNonNull(result))));
        followers = List.of(
                results,
                new TopicFollower<>(
                        kafka,
                        Topics.REGISTRY_EVENTS,
                        reader,
                        (key, event, at) -> coordinator.update(state -> state.after(Objects.requireNonNull(event))),
                        new LogCopy<>(store, ObjectKeys.REGISTRY_LOGS, Topics.REGISTRY_EVENTS)),
                new TopicFollower<>(kafka, Topics.PROBES, reader, (key, list, at) -> {
                    FactKey fact = FactKey.parse(key);
                    coordinator.probe(fact.model(), fact.fact(), list);
                }),
                new TopicFollower<>(
                        kafka,
                        Topics.DATASETS_READY,
                        reader,
                        (key, ready, at) -> coordinator.update(state -> state.after(Objects.requireNonNull(ready)))));
    }

    /** Returns when everything that stood in the topics was read. */
    public void start() throws InterruptedException {
        followers.forEach(TopicFollower::start);
        for (TopicFollower<?> follower : followers) {
            follower.awaitCaughtUp(LIMIT);
        }
    }

    /**
     * Returns when all results that stood in the topic at this moment were read.
     *
     * @throws IllegalStateException if the broker does not answer
     */
    public void awaitResults() throws InterruptedException {
        long asked = System.nanoTime();
        while (!results.hasReadSince(asked)) {
            if (System.nanoTime() - asked > LIMIT.toNanos()) {
                throw new IllegalStateException(
                        "no answer from Kafka within " + LIMIT.toSeconds() + " s about the results so far");
            }
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
    }

    /** The threads that they are followed on. */
    public List<SupervisedThread> threads() {
        return followers.stream().<SupervisedThread>map(TopicFollower::thread).toList();
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
    }
}
