package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.trust.MessageTrust;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the messages of a service. A message that is none of its topic, whoever wrote it, stops no service: it is
 * skipped, logged, counted and listed in the service's status.
 */
public final class MessageReader {
    private final String stage;
    private final Meters meters;
    private final MessageTrust trust;
    private final SkippedMessages leftOut;

    /**
     * Of a service that reads nothing of what the registry signs.
     *
     * @param stage the service's name
     */
    public MessageReader(String stage, Meters meters) {
        this(stage, meters, MessageTrust.NOBODY);
    }

    /**
     * @param stage the service's name
     * @param trust what it believes of the topics that the registry signs
     */
    public MessageReader(String stage, Meters meters, MessageTrust trust) {
        this.stage = stage;
        this.meters = meters;
        this.trust = trust;
        this.leftOut = new SkippedMessages(stage);
    }

    /** Of a client, which has neither meters nor a status, and shows whatever there is. */
    public static MessageReader ofClient() {
        return new MessageReader("client", new Meters(new SimpleMeterRegistry()), MessageTrust.ANYBODY);
    }

    /** A reading of a topic from its beginning. */
    public <T> MessagePass<T> pass(Topic<T> topic) {
        return new MessagePass<>(topic, this, trust);
    }

    /**
     * The message, or empty if it was left out.
     *
     * @throws IllegalArgumentException on a topic that the registry signs, which only a {@link #pass} can judge
     */
    public <T> Optional<ReadResult.Message<T>> read(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) {
        if (Topics.signedAs(topic).isPresent()) {
            throw new IllegalArgumentException(topic.suffix() + " is signed; read it in a pass");
        }
        ReadResult<T> reading = topic.read(record.key(), record.value());
        if (reading instanceof ReadResult.Message<T> message) {
            return Optional.of(message);
        }
        leaveOut(topic, record.partition(), record.offset(), ((ReadResult.Foreign<T>) reading).reason());
        return Optional.empty();
    }

    /** Notes a message that was read elsewhere and is none of its topic. */
    public void leaveOut(Topic<?> topic, int partition, long offset, String reason) {
        if (leftOut.add(LeftOut.of(topic, partition, offset, reason))) {
            meters.counter(MessageMeters.LEFT_OUT, stage, topic.suffix()).increment();
        }
    }

    /** Lets a scrape show that nothing of these topics was left out, as long as that is so. */
    public MessageReader counting(Topic<?>... topics) {
        for (Topic<?> topic : topics) {
            meters.counter(MessageMeters.LEFT_OUT, stage, topic.suffix()).increment(0);
        }
        return this;
    }

    /** Adds what was left out to the service's status. */
    public void tell(Map<String, Object> status) {
        leftOut.tell(status);
        trust.tell(status);
    }
}
