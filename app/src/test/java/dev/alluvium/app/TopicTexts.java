package dev.alluvium.app;

import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** All that stands in a cluster's topics, aborted transactions included: keys, headers and values as text. */
final class TopicTexts {
    private TopicTexts() {}

    /** By topic, internal ones of the stream included; Kafka's own hold no records. */
    static Map<String, String> of(KafkaClients kafka) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        try (Admin admin = kafka.admin();
                KafkaConsumer<byte[], byte[]> consumer =
                        kafka.consumer(null, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"))) {
            for (String topic : admin.listTopics().names().get()) {
                texts.put(topic, text(consumer, topic));
            }
        }
        return texts;
    }

    private static String text(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        StringBuilder text = new StringBuilder();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> append(text, record));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ConsumerRecord<byte[], byte[]> record) {
        text.append(string(record.key()))
                .append('\n')
                .append(string(record.value()))
                .append('\n');
        record.headers()
                .forEach(header -> text.append(header.key())
                        .append('=')
                        .append(string(header.value()))
                        .append('\n'));
    }

    private static String string(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
