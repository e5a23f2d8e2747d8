package dev.alluvium.serving.adapter.kafka;

import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.work.WorkPool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes proofs on a thread of its own, so that a broker that is away holds up no swap. Of several proofs of a replica
 * that wait, only the newest goes out.
 */
public final class ObservedPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedPublisher.class);
    private static final int CLOSE_SECONDS = 5;

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, ServingObserved> waiting = new ConcurrentHashMap<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final WorkPool sender = WorkPool.single("serving-observed");

    public ObservedPublisher(KafkaClients kafka) {
        this.kafka = kafka;
        this.producer = kafka.producer(null);
    }

    /** Publishes a proof soon; returns at once. */
    public void publish(ServingObserved observed) {
        String key = key(observed.model(), observed.replica());
        if (!sender.isShutdown() && waiting.put(key, observed) == null) {
            sender.execute(() -> send(key));
        }
    }

    private void send(String key) {
        ServingObserved observed = waiting.remove(key);
        if (observed != null) {
            published.add(key);
            send(kafka.record(Topics.SERVING_OBSERVED, key, observed));
        }
    }

    /** Takes the proof of a replica back that this process no longer drives; returns at once. */
    public void withdraw(String model, String replica) {
        if (!sender.isShutdown()) {
            sender.execute(() -> withdraw(key(model, replica)));
        }
    }

    private void withdraw(String key) {
        if (published.remove(key)) {
            send(kafka.record(Topics.SERVING_OBSERVED, key, null));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                LOG.warn("a proof was not published: {}; the next heartbeat tries again", failure.getMessage());
            }
        });
    }

    private static String key(String model, String replica) {
        return model + "/" + replica;
    }

    /** The threads that it works on. */
    public WorkPool threads() {
        return sender;
    }

    /** Takes every proof back by a tombstone: nothing answers through this process any more. */
    @Override
    public void close() {
        sender.execute(() -> List.copyOf(published).forEach(this::withdraw));
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the broker did not take the tombstones; this replica's lease ends by itself");
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(java.time.Duration.ofSeconds(CLOSE_SECONDS));
    }
}
