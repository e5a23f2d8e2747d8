package dev.alluvium.serving.adapter.kafka;

import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes proofs on a thread of its own, so that a broker that is away holds up no swap. Of several proofs of a model
 * that wait, only the newest goes out.
 */
public final class ObservedPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedPublisher.class);
    private static final int CLOSE_SECONDS = 5;

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String replica;
    private final Map<String, ServingObserved> waiting = new ConcurrentHashMap<>();
    private final Map<String, Boolean> published = new ConcurrentHashMap<>();
    private final ExecutorService sender =
            Executors.newSingleThreadExecutor(job -> new Thread(job, "serving-observed"));

    public ObservedPublisher(KafkaClients kafka, String replica) {
        this.kafka = kafka;
        this.producer = kafka.producer(null);
        this.replica = replica;
    }

    /** Publishes a proof soon; returns at once. */
    public void publish(ServingObserved observed) {
        if (!sender.isShutdown() && waiting.put(observed.model(), observed) == null) {
            sender.execute(() -> send(observed.model()));
        }
    }

    private void send(String model) {
        ServingObserved observed = waiting.remove(model);
        if (observed != null) {
            published.put(model, true);
            send(kafka.record(Topics.SERVING_OBSERVED, key(model), observed));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                LOG.warn("a proof was not published: {}; the next heartbeat tries again", failure.getMessage());
            }
        });
    }

    private String key(String model) {
        return model + "/" + replica;
    }

    /** Takes every proof back by a tombstone: this replica serves nothing any more. */
    @Override
    public void close() {
        sender.execute(() ->
                published.keySet().forEach(model -> send(kafka.record(Topics.SERVING_OBSERVED, key(model), null))));
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
