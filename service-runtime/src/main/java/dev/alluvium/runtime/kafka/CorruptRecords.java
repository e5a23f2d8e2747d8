package dev.alluvium.runtime.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Records whose bytes on the broker's disk are not those that were written. */
public record CorruptRecords(TopicPartition partition, long offset) {
    /** The two ways in which a consumer says so; nothing but their messages tells the place. */
    private static final Pattern OF_A_BATCH = Pattern.compile("partition (\\S+)-(\\d+) at offset (\\d+) is invalid");

    private static final Pattern OF_A_FETCH =
            Pattern.compile("corrupt message when fetching offset (\\d+) for topic-partition (\\S+)-(\\d+)");

    /** The damage that a failure tells of. */
    public static Optional<CorruptRecords> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> told(String.valueOf(cause.getMessage())).stream())
                .findFirst();
    }

    private static Optional<CorruptRecords> told(String message) {
        Matcher batch = OF_A_BATCH.matcher(message);
        if (batch.find()) {
            return Optional.of(new CorruptRecords(
                    new TopicPartition(batch.group(1), Integer.parseInt(batch.group(2))),
                    Long.parseLong(batch.group(3))));
        }
        Matcher fetch = OF_A_FETCH.matcher(message);
        return fetch.find()
                ? Optional.of(new CorruptRecords(
                        new TopicPartition(fetch.group(2), Integer.parseInt(fetch.group(3))),
                        Long.parseLong(fetch.group(1))))
                : Optional.empty();
    }

    /** Polls; where records are damaged, tells of them, leaves them out and goes on behind them. */
    public static ConsumerRecords<byte[], byte[]> pollAround(
            KafkaConsumer<byte[], byte[]> consumer, Duration limit, Consumer<CorruptRecords> leftOut) {
        try {
            return consumer.poll(limit);
        } catch (KafkaException e) {
            CorruptRecords damage = of(e).orElseThrow(() -> e);
            TopicPartition partition = damage.partition();
            consumer.seek(partition, Math.max(consumer.position(partition), damage.offset()) + 1);
            leftOut.accept(damage);
            return ConsumerRecords.empty();
        }
    }

    /** Where it is, and what it means. */
    public String explain() {
        return "the broker's file of partition " + partition + " is damaged at offset " + offset;
    }
}
