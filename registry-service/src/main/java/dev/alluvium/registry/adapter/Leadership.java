package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.Consequences;
import dev.alluvium.registry.decide.Decision.Accepted;
import dev.alluvium.runtime.kafka.Damage;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of an installation's registry, from the fencing of its predecessor until it is fenced itself.
 *
 * <p>Opening it ends the predecessor's transactions first and only then reads the log, so that nothing can be appended
 * behind its back: an event of a fenced writer is never committed.
 */
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String NAME = "registry";

    private final KafkaClients kafka;
    private final LogCopy<RegistryEvent> copy;
    private final MessageReader reader;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, ServingDesired> desired = new HashMap<>();
    private RegistryState state;

    private Leadership(KafkaClients kafka, LogCopy<RegistryEvent> copy, MessageReader reader) {
        this.copy = copy;
        this.kafka = kafka;
        this.reader = reader;
        producer = kafka.producer(NAME);
        consumer = kafka.consumer(NAME, Map.of());
        state = RegistryState.empty();
    }

    /**
     * @param copy of the log, read where the log is damaged
     * @param replayed told of each event of the log, with its model thereafter
     */
    static Leadership open(
            KafkaClients kafka,
            LogCopy<RegistryEvent> copy,
            MessageReader reader,
            BiConsumer<RegistryEvent, ModelState> replayed) {
        Leadership leadership = new Leadership(kafka, copy, reader);
        try {
            leadership.catchUp(replayed);
            return leadership;
        } catch (RuntimeException e) {
            leadership.close();
            throw e;
        }
    }

    RegistryState state() {
        return state;
    }

    Map<String, ServingDesired> desired() {
        return Map.copyOf(desired);
    }

    /** One more than the epoch of every leadership before. */
    long nextEpoch() {
        return desired.values().stream().mapToLong(ServingDesired::epoch).max().orElse(0) + 1;
    }

    /** Tells serving again what it should do, where that is missing or older than the log. */
    void repairDesired(long epoch, Instant at) {
        List<ServingDesired> missing = new ArrayList<>();
        for (ModelState model : state.models().values()) {
            ServingDesired known = desired.get(model.model());
            if (known == null || known.generation() < model.generation()) {
                missing.add(Consequences.desired(model, epoch, at));
            }
        }
        if (!missing.isEmpty()) {
            transact(List.of(), missing, List.of(), Map.of());
        }
    }

    /** The next messages, or none after {@code limit} or a {@link #wakeUp()}. */
    ConsumerRecords<byte[], byte[]> poll(Duration limit) {
        try {
            return Damage.pollAround(
                    consumer, limit, damage -> LOG.warn("{}; what was there is left out", damage.explain()));
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    /** Ends a poll from another thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    /** Commits what came of an order. */
    void commit(Accepted accepted) {
        commit(Optional.of(accepted), Map.of());
    }

    /** Commits what came of a message, if anything, together with its offset. */
    void commit(Optional<Accepted> accepted, ConsumerRecord<byte[], byte[]> message) {
        commit(
                accepted,
                Map.of(
                        new TopicPartition(message.topic(), message.partition()),
                        new OffsetAndMetadata(message.offset() + 1)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }

    private void catchUp(BiConsumer<RegistryEvent, ModelState> replayed) {
        WholeTopic.read(kafka, Topics.REGISTRY_EVENTS, reader, copy, (name, event) -> {
            state = state.apply(event);
            state.model(name).ifPresent(model -> replayed.accept(event, model));
        });
        WholeTopic.read(kafka, Topics.SERVING_DESIRED, reader, desired::put);
        consumer.assign(Messages.TOPICS.stream()
                .flatMap(topic -> WholeTopic.partitions(kafka, consumer, topic).stream())
                .toList());
    }

    private void commit(Optional<Accepted> accepted, Map<TopicPartition, OffsetAndMetadata> offsets) {
        transact(
                accepted.map(Accepted::events).orElse(List.of()),
                accepted.flatMap(Accepted::desired).stream().toList(),
                accepted.map(Accepted::control).orElse(List.of()),
                offsets);
        accepted.ifPresent(it -> state = it.after());
    }

    private void transact(
            List<RegistryEvent> events,
            Collection<ServingDesired> serving,
            List<ControlCommand> control,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.beginTransaction();
        events.forEach(it -> producer.send(kafka.record(Topics.REGISTRY_EVENTS, it.model(), it)));
        serving.forEach(it -> producer.send(kafka.record(Topics.SERVING_DESIRED, it.model(), it)));
        control.forEach(it -> producer.send(kafka.record(Topics.CONTROL, it.model(), it)));
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(kafka.prefixed(NAME)));
        }
        producer.commitTransaction();
        serving.forEach(it -> desired.put(it.model(), it));
    }
}
