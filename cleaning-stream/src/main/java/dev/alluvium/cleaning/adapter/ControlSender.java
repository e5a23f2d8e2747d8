package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Sends commands to the control topic. */
public final class ControlSender implements Consumer<ControlCommand>, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public ControlSender(KafkaClients kafka) {
        this.kafka = kafka;
        this.producer = kafka.producer(null);
    }

    /**
     * Returns once the command is in Kafka.
     *
     * @throws IllegalStateException if Kafka does not take it
     */
    @Override
    public void accept(ControlCommand command) {
        try {
            producer.send(kafka.record(Topics.CONTROL, command.model(), command))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a command", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the command could not be sent to Kafka", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
