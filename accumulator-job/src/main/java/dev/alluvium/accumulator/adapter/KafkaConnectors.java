package dev.alluvium.accumulator.adapter;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The job's sources and sinks on Kafka.
 *
 * <p>Sources read committed records from the earliest on; their offsets live in Flink's checkpoints. Sinks deliver at
 * least once: all that is told comes from durable state in the same words each time, and readers know a round by its
 * name and an outcome by the position of its record. So no transaction of a killed job can hold up other readers.
 */
public final class KafkaConnectors {
    private final KafkaClients kafka;

    public KafkaConnectors(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * A source of {@code topic}; the message's key is the model, up to the first slash of the Kafka key. Messages that are none
     * of the topic come too, for an operator to leave them out and to count them.
     */
    public KafkaSource<JobMessage> source(Topic<?> topic) {
        return KafkaSource.<JobMessage>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(kafka.topic(topic))
                .setGroupId(kafka.prefixed("accumulator"))
                .setClientIdPrefix(kafka.prefixed("accumulator-" + topic.suffix()))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(properties())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty("partition.discovery.interval.ms", "60000")
                .setDeserializer(new FromKafka())
                .build();
    }

    /** A sink into {@code topic}. */
    public KafkaSink<JobMessage> sink(Topic<?> topic) {
        return KafkaSink.<JobMessage>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(properties())
                .setProperty(ProducerConfig.ACKS_CONFIG, "all")
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(KafkaClients.LARGEST_REQUEST))
                .setRecordSerializer(new ToKafka(kafka.topic(topic)))
                .build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        kafka.common().forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }

    private static final class FromKafka implements KafkaRecordDeserializationSchema<JobMessage> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<JobMessage> out) {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            out.collect(new JobMessage(model(record.key()), value, record.partition(), record.offset()));
        }

        /** Empty where there is no key. */
        private static String model(byte @Nullable [] bytes) {
            String key = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
            int slash = key.indexOf('/');
            return slash < 0 ? key : key.substring(0, slash);
        }

        @Override
        public TypeInformation<JobMessage> getProducedType() {
            return TypeInformation.of(JobMessage.class);
        }
    }

    private record ToKafka(String topic) implements KafkaRecordSerializationSchema<JobMessage> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                JobMessage message, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, message.key().getBytes(StandardCharsets.UTF_8), message.value());
        }
    }
}
