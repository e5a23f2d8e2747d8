package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.trainer.desk.TrainerDesk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Follows the topics that the trainer decides by. */
public final class TrainerFeeds implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<TopicFollower<?>> followers;

    public TrainerFeeds(KafkaClients kafka, TrainerDesk desk) {
        followers = List.of(
                new TopicFollower<>(
                        kafka,
                        Topics.ADAPTERS_TRAINED,
                        (key, result, at) -> desk.update(state -> state.after(Objects.requireNonNull(result)))),
                new TopicFollower<>(
                        kafka,
                        Topics.REGISTRY_EVENTS,
                        (key, event, at) -> desk.update(state -> state.after(Objects.requireNonNull(event)))),
                new TopicFollower<>(kafka, Topics.PROBES, (key, list, at) -> {
                    FactKey fact = FactKey.parse(key);
                    desk.probe(fact.model(), fact.fact(), list);
                }),
                new TopicFollower<>(
                        kafka,
                        Topics.DATASETS_READY,
                        (key, ready, at) -> desk.update(state -> state.after(Objects.requireNonNull(ready)))));
    }

    /** Returns when everything that stood in the topics was read. */
    public void start() throws InterruptedException {
        followers.forEach(TopicFollower::start);
        for (TopicFollower<?> follower : followers) {
            follower.awaitCaughtUp(LIMIT);
        }
    }

    /** Why a topic is no longer followed. */
    public Optional<Throwable> failure() {
        return followers.stream()
                .map(TopicFollower::failure)
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
    }
}
