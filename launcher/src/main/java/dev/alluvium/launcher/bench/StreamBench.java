package dev.alluvium.launcher.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.alluvium.cleaning.adapter.CleaningObserver;
import dev.alluvium.cleaning.adapter.CleaningStream;
import dev.alluvium.cleaning.adapter.CleaningTopology;
import dev.alluvium.cleaning.adapter.Retry;
import dev.alluvium.cleaning.adapter.StoredRounds;
import dev.alluvium.cleaning.adapter.StreamSettings;
import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.contracts.config.KafkaConfig;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.launcher.client.Await;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
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
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
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

    /**
     * What a run gave.
     *
     * @param records those that were timed
     * @param seconds by the clock
     * @param cpuSeconds of the process, the broker in it included
     */
    public record Figures(long records, double seconds, double cpuSeconds) {
        /** Records in a second by the clock. */
        public double perSecond() {
            return records / seconds;
        }

        /** Records in a second of one core. */
        public double perCpuSecond() {
            return records / cpuSeconds;
        }
    }

    /** Sends all records through a stream of its own. */
    public Figures run(CleaningPipeline pipeline) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("alluvium-bench");
        try (EmbeddedKafka broker = new EmbeddedKafka(directory.resolve("kafka"))) {
            KafkaClients kafka =
                    new KafkaClients(new KafkaConfig(broker.bootstrapServers(), null, 1, PARTITIONS, null));
            kafka.ensureTopics(Topics.all());
            send(kafka);
            try (CleaningStream stream = stream(kafka, pipeline, directory)) {
                stream.start(START);
                return timed(stream);
            }
        } finally {
            remove(directory);
        }
    }

    private Figures timed(CleaningStream stream) throws InterruptedException {
        long first = reached(stream, records.size() / WARM_UP_PART);
        long begin = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        long last = reached(stream, records.size());
        return new Figures(last - first, (System.nanoTime() - begin) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
    }

    /** Waits until so many records have an outcome, and says how many have by then. */
    private static long reached(CleaningStream stream, long wanted) throws InterruptedException {
        Await.until(wanted + " records are through", LIMIT, () -> done(stream) >= wanted);
        return done(stream);
    }

    private static long done(CleaningStream stream) {
        return stream.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private CleaningStream stream(KafkaClients kafka, CleaningPipeline pipeline, Path directory) {
        Properties settings = StreamSettings.of(kafka, directory.resolve("state"), threads);
        ControlExpansion expansion =
                new ControlExpansion(new StoredRounds(new InMemoryObjectStore(), new Retry(Duration.ofSeconds(1))));
        CleaningTopology topology =
                new CleaningTopology(pipeline, expansion, CleaningObserver.NONE, kafka.prefixed(""), PARTITIONS);
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

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(StreamBench::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + ": remove it by hand", e);
        }
    }
}
