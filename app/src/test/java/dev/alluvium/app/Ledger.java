package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * What became of every record received, as the topics and the rounds tell it.
 *
 * @param received where each record stands in the raw topic
 * @param clean where each clean record was received, as often as it is told
 * @param refused the same of those that cleaning rejected
 * @param dropped clean ones that a cut left out: superseded by a newer one of the round, or like another
 * @param dead where each dead letter was received
 * @param inRounds those in rounds, as often as a round has them
 */
record Ledger(
        Set<RawPosition> received,
        List<RawPosition> clean,
        List<RawPosition> refused,
        Set<RawPosition> dropped,
        List<RawPosition> dead,
        List<RawPosition> inRounds) {
    private static final String ERRORS = "__streams.errors.";

    static Ledger of(KafkaClients kafka, List<RoundManifest> rounds) {
        Ledger ledger = new Ledger(
                new HashSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashSet<>(),
                new ArrayList<>(),
                new ArrayList<>());
        each(
                kafka,
                Topics.RAW_RECORDS,
                at -> ledger.received.add(new RawPosition(at.topic(), at.partition(), at.offset())));
        each(kafka, Topics.CLEAN_RECORDS, at -> {
            if (Topics.CLEAN_RECORDS.decode(at.value()) instanceof CleanRecord record) {
                ledger.clean.add(record.position());
            }
        });
        each(kafka, Topics.REJECTED_RECORDS, at -> {
            RejectedRecord record = Topics.REJECTED_RECORDS.decode(at.value());
            if (!record.stage().startsWith("accumulator")) {
                ledger.refused.add(record.position());
            }
        });
        each(kafka, Topics.DEAD_LETTERS, at -> ledger.dead.add(origin(at.headers())));
        rounds.forEach(round -> {
            round.records().stream().map(RoundRecord::position).forEach(ledger.inRounds::add);
            round.dropped().stream().map(DroppedRecord::position).forEach(ledger.dropped::add);
        });
        return ledger;
    }

    /** Each record received has one outcome, told once; each clean one is in one round, or was dropped. */
    void assertAddsUp() {
        List<RawPosition> outcomes = new ArrayList<>(clean);
        outcomes.addAll(refused);
        outcomes.addAll(dead);
        assertThat(outcomes).doesNotHaveDuplicates();
        assertThat(new HashSet<>(outcomes)).isEqualTo(received);
        List<RawPosition> settled = new ArrayList<>(inRounds);
        settled.addAll(dropped);
        assertThat(settled).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(clean);
    }

    private static RawPosition origin(Headers headers) {
        return new RawPosition(
                text(headers, "topic"),
                Integer.parseInt(text(headers, "partition")),
                Long.parseLong(text(headers, "offset")));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(ERRORS + name).value(), StandardCharsets.UTF_8);
    }

    private static void each(KafkaClients kafka, Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }
}
