package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.LogSigned;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.SignedMessage;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryDecider;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistryOutbox;
import dev.alluvium.runtime.kafka.CorruptRecords;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessagePass;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.SignedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
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
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(60);

    private final KafkaClients kafka;
    private final LogCopy<RegistryEvent> copy;
    private final MessageReader reader;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Signer signer;
    private final DesiredTopic desiredTopic;
    private final Map<String, ServingDesired> desired = new HashMap<>();
    private RegistryState state;
    private String head = SignedMessage.NOTHING_BEFORE;

    private Leadership(KafkaClients kafka, LogCopy<RegistryEvent> copy, MessageReader reader, Signer signer) {
        this.signer = signer;
        this.copy = copy;
        this.kafka = kafka;
        this.reader = reader;
        producer = kafka.producer(NAME);
        consumer = kafka.consumer(NAME, Map.of());
        desiredTopic = new DesiredTopic(kafka, reader);
        state = RegistryState.empty();
    }

    /**
     * @param copy of the log, read where the log is damaged
     * @param signer signs what is written
     * @param now when it begins
     * @param replayed told of each event of the log, with its model thereafter
     */
    static Leadership open(
            KafkaClients kafka,
            LogCopy<RegistryEvent> copy,
            MessageReader reader,
            Signer signer,
            Instant now,
            BiConsumer<RegistryEvent, ModelState> replayed) {
        Leadership leadership = new Leadership(kafka, copy, reader, signer);
        try {
            leadership.catchUp(now, replayed);
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
        return desiredTopic.lastEpoch() + 1;
    }

    /** Tells serving again what it should do, where that is missing, older than the log, or written over by somebody else. */
    void repairDesired(long epoch, Instant at) {
        List<ServingDesired> missing = new ArrayList<>();
        for (ModelState model : state.models().values()) {
            ServingDesired known = desired.get(model.model());
            if (known == null
                    || known.generation() < model.generation()
                    || desiredTopic.covered().contains(model.model())) {
                missing.add(RegistryOutbox.desired(model, epoch, at));
            }
        }
        if (!missing.isEmpty()) {
            transact(List.of(), missing, List.of(), Map.of());
        }
    }

    /**
     * Says again what is desired where somebody else wrote since, so that a replica that starts reads it.
     *
     * @return the models
     */
    Set<String> restoreDesired() {
        Set<String> restored = desiredTopic.overwritten();
        restored.retainAll(desired.keySet());
        if (!restored.isEmpty()) {
            transact(List.of(), restored.stream().map(desired::get).toList(), List.of(), Map.of());
        }
        return restored;
    }

    /** The next messages, or none after {@code limit} or a {@link #wakeUp()}. */
    ConsumerRecords<byte[], byte[]> poll(Duration limit) {
        try {
            return CorruptRecords.pollAround(
                    consumer, limit, damage -> LOG.warn("{}; what was there is left out", damage.explain()));
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    /** Reads a partition again from a message on. */
    void again(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
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
        desiredTopic.close();
    }

    private void catchUp(Instant now, BiConsumer<RegistryEvent, ModelState> replayed) {
        MessagePass<RegistryEvent> log = readLog(replayed);
        if (!log.signed()) {
            beginSigning(log, now);
            log = readSigned(replayed);
        }
        head = log.head();
        desiredTopic.catchUp();
        desired.putAll(desiredTopic.newest());
        consumer.assign(CommandDecoder.TOPICS.stream()
                .flatMap(topic -> TopicSnapshot.partitions(kafka, consumer, topic).stream())
                .toList());
    }

    /** Reads the log as far as it was written: a commit is answered before a reader of what is committed sees it. */
    private MessagePass<RegistryEvent> readSigned(BiConsumer<RegistryEvent, ModelState> replayed) {
        String written = head;
        long begun = System.nanoTime();
        MessagePass<RegistryEvent> log = readLog(replayed);
        while (!log.head().equals(written)) {
            if (System.nanoTime() - begun > VISIBLE_WITHIN.toNanos()) {
                throw new KafkaException("what was committed to " + Topics.REGISTRY_EVENTS.suffix()
                        + " could not be read after " + VISIBLE_WITHIN.toSeconds() + " s");
            }
            log = readLog(replayed);
        }
        return log;
    }

    private MessagePass<RegistryEvent> readLog(BiConsumer<RegistryEvent, ModelState> replayed) {
        MessagePass<RegistryEvent> log = reader.pass(Topics.REGISTRY_EVENTS);
        state = RegistryState.empty();
        TopicSnapshot.read(kafka, Topics.REGISTRY_EVENTS, log, copy, (name, event) -> {
            state = state.apply(event);
            state.model(name).ifPresent(model -> replayed.accept(event, model));
        });
        return log;
    }

    /**
     * Ends the time in which events without a signature count. They are read again thereafter, so that all readers take the same
     * ones.
     */
    private void beginSigning(MessagePass<RegistryEvent> log, Instant now) {
        if (log.unverified() > 0) {
            throw new UnknownKeyException(log.unverified());
        }
        if (log.unsigned() > 0) {
            LOG.warn(
                    "the registry's log holds {} messages without a signature, of a version that did not sign; its events are believed,"
                            + " and from now on only what is signed",
                    log.unsigned());
        }
        transact(
                List.of(RegistryEvent.of(
                        "log-signed",
                        RegistryEvent.NO_MODEL,
                        RegistryDecider.SELF,
                        "from here on every event is signed",
                        now,
                        new LogSigned(log.unsigned()))),
                List.of(),
                List.of(),
                Map.of());
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
        String last = head;
        for (RegistryEvent event : events) {
            SignedRecord signed =
                    SignedRecord.of(kafka, Topics.REGISTRY_EVENTS, event.model(), event, last, signer, event.at());
            producer.send(signed.record());
            last = signed.subject();
        }
        List<Future<RecordMetadata>> said = serving.stream()
                .map(it -> producer.send(SignedRecord.desired(kafka, it, signer)))
                .toList();
        control.forEach(it -> producer.send(kafka.record(Topics.CONTROL, it.model(), it)));
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(kafka.prefixed(NAME)));
        }
        producer.commitTransaction();
        head = last;
        said.forEach(it -> desiredTopic.wrote(written(it)));
        serving.forEach(it -> desired.put(it.model(), it));
    }

    /** Where a record stands; its transaction was committed, so that this does not wait. */
    private static RecordMetadata written(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("a committed record has no place", e);
        }
    }
}
