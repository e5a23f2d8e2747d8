package dev.alluvium.serving.adapter.kafka;

import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.work.WorkPool;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts reported outcomes onto their topic; returns when the broker has them. */
public final class OutcomePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomePublisher.class);
    private static final int LIMIT_SECONDS = 10;

    private static final int MOST_WAITING = 10_000;

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final WorkPool sender = WorkPool.single("serving-outcomes", MOST_WAITING);

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

    /** Publishes an outcome soon; returns at once. One that the broker does not take is lost, and said so. */
    public void offer(ServingOutcome outcome) {
        try {
            sender.execute(() -> send(outcome));
        } catch (RejectedExecutionException e) {
            lost(outcome, MOST_WAITING + " others wait for the broker");
        }
    }

    private void send(ServingOutcome outcome) {
        producer.send(kafka.record(Topics.SERVING_OUTCOMES, outcome.request(), outcome), (metadata, failure) -> {
            if (failure != null) {
                lost(outcome, failure.getMessage());
            }
        });
    }

    private static void lost(ServingOutcome outcome, @Nullable String why) {
        LOG.atWarn()
                .addKeyValue("model", outcome.model())
                .log("how a request was answered is lost to its experiment: {}", why);
    }

    /** The threads that it works on. */
    public WorkPool threads() {
        return sender;
    }

    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
        producer.close(java.time.Duration.ofSeconds(LIMIT_SECONDS));
    }
}
