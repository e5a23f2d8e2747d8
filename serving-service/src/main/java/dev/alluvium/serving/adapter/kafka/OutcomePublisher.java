package dev.alluvium.serving.adapter.kafka;

import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Puts reported outcomes onto their topic; returns when the broker has them. */
public final class OutcomePublisher implements AutoCloseable {
    private static final int LIMIT_SECONDS = 10;

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public OutcomePublisher(KafkaClients kafka) {
        this.kafka = kafka;
        this.producer = kafka.producer(null);
    }

    /**
     * Publishes an outcome.
     *
     * @throws IllegalStateException if the broker does not take it within ten seconds
     */
    public void publish(ServingOutcome outcome) {
        try {
            producer.send(kafka.record(Topics.SERVING_OUTCOMES, outcome.request(), outcome))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take the outcome; report it again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reporting an outcome", e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(LIMIT_SECONDS));
    }
}
