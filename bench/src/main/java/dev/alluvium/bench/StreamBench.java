package dev.alluvium.bench;

import dev.alluvium.cleaning.adapter.CleaningObserver;
import dev.alluvium.cleaning.adapter.CleaningStream;
import dev.alluvium.cleaning.adapter.CleaningTopology;
import dev.alluvium.cleaning.adapter.StoreRetry;
import dev.alluvium.cleaning.adapter.StreamSettings;
import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.KafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/**
 * Cleaning as the service runs it, exactly once, on the embedded broker in the same process: the records lie in the raw topic
 * when the stream starts, the first part of them warms it up. The broker's work counts as the stream's.
 */
public final class StreamBench {
    private static final int PARTITIONS = 4;
    private static final int WARM_UP_PART = 3;
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final List<byte[]> records;
    private final int threads;

    /** @param records of different facts, so that none of them waits for another */
    public StreamBench(List<byte[]> records, int threads) {
        this.records = List.copyOf(records);
        this.threads = threads;
    }

    /** Sends all records through a stream of its own. */
    public Rate run(CleaningPipeline pipeline) throws IOException, InterruptedException {
        try (ScratchDirectory scratch = ScratchDirectory.create();
                EmbeddedKafka broker = new EmbeddedKafka(scratch.directory().resolve("kafka"))) {
            KafkaClients kafka =
                    new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(PARTITIONS));
            kafka.ensureTopics(Topics.all());
            send(kafka);
            try (CleaningStream stream = stream(kafka, pipeline, scratch.directory())) {
                stream.start(START);
                return timed(stream);
            }
        }
    }

    private Rate timed(CleaningStream stream) throws InterruptedException {
        long first = reached(stream, records.size() / WARM_UP_PART);
        Clocks begun = Clocks.now();
        long last = reached(stream, records.size());
        return Rate.of(last - first, Clocks.since(begun));
    }

    /** Waits until so many records have an outcome, and says how many have by then. */
    private static long reached(CleaningStream stream, long wanted) throws InterruptedException {
        Polling.until(wanted + " records are through", LIMIT, () -> done(stream) >= wanted);
        return done(stream);
    }

    private static long done(CleaningStream stream) {
        return stream.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private CleaningStream stream(KafkaClients kafka, CleaningPipeline pipeline, Path directory) {
        Properties settings = StreamSettings.of(kafka, directory.resolve("state"), threads, CleaningObserver.NONE);
        InMemoryObjectStore none = new InMemoryObjectStore();
        ControlExpansion expansion = new ControlExpansion(new RoundReader(none.bucket(), none::bytes, none::list));
        CleaningTopology topology = new CleaningTopology(
                pipeline,
                expansion,
                new StoreRetry(Duration.ofSeconds(1)),
                CleaningObserver.NONE,
                kafka.prefixed(""),
                PARTITIONS);
        return new CleaningStream(
                topology.define(new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)))), settings);
    }

    private void send(KafkaClients kafka) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            for (byte[] record : records) {
                var unused = producer.send(new ProducerRecord<>(kafka.topic(Topics.RAW_RECORDS), record));
            }
            producer.flush();
        }
    }
}
