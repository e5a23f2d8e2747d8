package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.Pipelines;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.AlluviumConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology under Kafka's test driver, with an object store in memory. */
final class TopologyFixture implements AutoCloseable {
    static final Instant RECEIVED = Pipelines.RECEIVED;
    private static final String PREFIX = "alluvium.";

    final InMemoryObjectStore store = new InMemoryObjectStore();
    private final TopologyTestDriver driver;
    final TestInputTopic<byte[], byte[]> raw;
    private final TestInputTopic<String, byte[]> control;
    private final TestOutputTopic<String, byte[]> clean;
    private final TestOutputTopic<String, byte[]> rejected;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    TopologyFixture(Path directory) {
        this(directory, Pipelines.standard());
    }

    TopologyFixture(Path directory, CleaningPipeline pipeline) {
        Properties settings = settings(directory);
        driver = new TopologyTestDriver(topology(settings, store, pipeline), settings, RECEIVED);
        raw = driver.createInputTopic(
                Topics.RAW_RECORDS.name(PREFIX), new ByteArraySerializer(), new ByteArraySerializer());
        control =
                driver.createInputTopic(Topics.CONTROL.name(PREFIX), new StringSerializer(), new ByteArraySerializer());
        clean = output(Topics.CLEAN_RECORDS.name(PREFIX));
        rejected = output(Topics.REJECTED_RECORDS.name(PREFIX));
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(PREFIX), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Topology topology(Properties settings, InMemoryObjectStore store) {
        return topology(settings, store, Pipelines.standard());
    }

    private static Topology topology(Properties settings, InMemoryObjectStore store, CleaningPipeline pipeline) {
        return new CleaningTopology(
                        pipeline,
                        new ControlExpansion(new RoundReader(store.bucket(), store::bytes, store::list)),
                        new StoreRetry(Duration.ZERO),
                        CleaningObserver.NONE,
                        PREFIX,
                        12)
                .define(new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings))));
    }

    static Properties settings(Path directory) {
        KafkaClients kafka = new KafkaClients(AlluviumConfig.defaults().kafka());
        return StreamSettings.of(kafka, directory, 1, CleaningObserver.NONE);
    }

    void push(String json) {
        pushAt(json, RECEIVED);
    }

    void pushAt(String json, Instant at) {
        raw.pipeInput(new TestRecord<>(null, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), at));
    }

    /** A message of the change feed; a null value is a tombstone. */
    void change(String key, String value) {
        byte[] bytes = value == null ? null : value.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        driver.createInputTopic(Pipelines.FEED, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key.replace('\'', '"').getBytes(StandardCharsets.UTF_8), bytes, RECEIVED));
    }

    /** A dead letter that was received at {@code position}, sent to the raw topic again. */
    void replay(String position, String json) {
        RecordHeaders headers = new RecordHeaders();
        CleaningHeaders.set(headers, CleaningHeaders.REPLAY_OF, position);
        raw.pipeInput(
                new TestRecord<>(null, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), headers, RECEIVED));
    }

    /** A tombstone of the pushers' topic. */
    void tombstone(String key) {
        raw.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), null, RECEIVED));
    }

    void command(ControlCommand command) {
        control.pipeInput(command.model(), Json.bytes(command));
    }

    void commandBytes(String bytes) {
        control.pipeInput("notes", bytes.getBytes(StandardCharsets.UTF_8));
    }

    List<CleanEvent> clean() {
        return clean.readValuesToList().stream()
                .map(bytes -> Json.read(bytes, CleanEvent.class))
                .toList();
    }

    List<TestRecord<String, byte[]>> cleanRecords() {
        return clean.readRecordsToList();
    }

    List<RejectedRecord> rejected() {
        return rejected.readValuesToList().stream()
                .map(bytes -> Json.read(bytes, RejectedRecord.class))
                .toList();
    }

    long count(String store, String name) {
        Long count = driver.<String, Long>getKeyValueStore(store).get(name);
        return count == null ? 0 : count;
    }

    /** Writes a round of these records, as the accumulator would. */
    void round(String name, CleanRecord... records) {
        byte[] lines = Arrays.stream(records)
                .map(Json::string)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.segment("notes", name);
        store.putIfAbsent(key, lines);
        RoundManifest manifest = new RoundManifest(
                "notes",
                name,
                "records",
                RECEIVED,
                List.of(new SegmentRef(name, key, Digest.sha256(lines), lines.length, records.length)),
                List.of(),
                Arrays.stream(records)
                        .map(each -> new RoundRecord(each.ref(), name))
                        .toList(),
                List.<DroppedRecord>of(),
                List.of(),
                List.of());
        store.putIfAbsent(ObjectKeys.roundManifest("notes", name), Json.bytes(manifest));
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
