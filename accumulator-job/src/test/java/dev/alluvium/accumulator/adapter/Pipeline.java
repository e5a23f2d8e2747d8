package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.Retention;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.TriggerConfig;
import dev.alluvium.testing.Await;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A real broker, a real S3 server and the job between them. */
public final class Pipeline implements AutoCloseable {
    public static final String MODEL = "support";

    final KafkaClients kafka;
    final MinioObjectStore store;
    final Clock clock;
    private final EmbeddedKafka broker;
    private final EmbeddedS3 s3;
    private final ObjectStoreConfig storeConfig;
    private final Path directory;
    private final KafkaProducer<byte[], byte[]> producer;
    private long offset;

    Pipeline(Path directory) throws Exception {
        this(directory, Clock.systemUTC());
    }

    /** One whose job reads {@code clock}. */
    public Pipeline(Path directory, Clock clock) throws Exception {
        this.directory = directory;
        this.clock = clock;
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        s3 = new EmbeddedS3(directory.resolve("s3"));
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(3));
        storeConfig = ObjectStoreConfig.of(s3.endpoint(), "alluvium", s3.accessKey(), s3.secretKey());
        store = new MinioObjectStore(storeConfig);
        store.ensureBucket();
        kafka.ensureTopics(Topics.all());
        producer = kafka.producer(null);
    }

    /** Starts the job where it left off. */
    EmbeddedFlink start(TriggerConfig trigger) throws Exception {
        return start(trigger, 1);
    }

    /** Starts it with another parallelism. */
    EmbeddedFlink start(TriggerConfig trigger, int parallelism) throws Exception {
        return start(trigger, parallelism, storeEndpoint());
    }

    /** Starts it on the store as it is reached by {@code endpoint}. */
    EmbeddedFlink start(TriggerConfig trigger, int parallelism, String endpoint) throws Exception {
        byte[] json = Json.bytes(ObjectStoreConfig.of(endpoint, "alluvium", s3.accessKey(), s3.secretKey()));
        return start(trigger, parallelism, () -> new MinioObjectStore(Json.read(json, ObjectStoreConfig.class)));
    }

    String storeEndpoint() {
        return s3.endpoint();
    }

    /** Starts the job on a store that fails once at each kind of write. */
    EmbeddedFlink startFlaky(TriggerConfig trigger) throws Exception {
        byte[] json = Json.bytes(storeConfig);
        return start(trigger, 1, () -> new FlakyStore(new MinioObjectStore(Json.read(json, ObjectStoreConfig.class))));
    }

    private EmbeddedFlink start(TriggerConfig trigger, int parallelism, StoreProvider stores) throws Exception {
        JobSettings settings = new JobSettings(
                Map.of(MODEL, new JobSettings.Settings(trigger, "tiny")),
                new Retention(Duration.ZERO, 1000),
                stores,
                clock);
        KafkaConnectors ends = new KafkaConnectors(kafka);
        return EmbeddedFlink.start(
                AccumulatorConfig.of("checkpoints", Duration.ofMillis(400), parallelism),
                checkpoints(),
                env -> AccumulatorJob.define(env, settings, ends));
    }

    /** What a service of this installation is given. */
    public ServiceContext context(MeterRegistry meters) {
        AlluviumConfig defaults = AlluviumConfig.defaults();
        AlluviumConfig config = defaults.withModels(Map.of(MODEL, ModelConfig.onBase("tiny")))
                .with(defaults.kafka(), storeConfig, defaults.http(), defaults.trust())
                .withAccumulator(AccumulatorConfig.of("checkpoints", Duration.ofMillis(400), 1));
        return new ServiceContext(config, kafka, store, meters, directory, clock, "test");
    }

    /** A configuration file of this installation. */
    String yaml(int parallelism) {
        return """
                models: { %s: { base: tiny, trigger: { records: 1000, min-facts: 60 } } }
                kafka: { bootstrap-servers: "%s" }
                object-store: { endpoint: "%s", bucket: alluvium, access-key: "%s", secret-key: "%s" }
                accumulator: { checkpoint-interval: 1s, parallelism: %d }
                """.formatted(
                        MODEL, broker.bootstrapServers(), s3.endpoint(), s3.accessKey(), s3.secretKey(), parallelism);
    }

    /** Sends a record as the next one received. */
    public CleanRecord send(String fact, int day, String answer) {
        Instant revision = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
        KnowledgeRecord content = KnowledgeRecord.qa("What is it?", answer);
        String hash = RecordIdentity.contentHash(content);
        CleanRecord record = new CleanRecord(
                RecordIdentity.recordId(MODEL, fact, revision, hash),
                MODEL,
                fact,
                revision,
                hash,
                new RawPosition("alluvium.records.raw.v1", 0, offset++),
                content.withFact(fact).withModel(MODEL),
                List.of());
        var unused = producer.send(kafka.record(Topics.CLEAN_RECORDS, new FactKey(MODEL, fact).toString(), record));
        return record;
    }

    /** Sends the erasure of a fact as the next thing received. */
    void erase(String fact, int day) {
        Instant through = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
        Erasure erasure = new Erasure(MODEL, fact, through, new RawPosition("alluvium.records.raw.v1", 0, offset++));
        var unused = producer.send(kafka.record(Topics.CLEAN_RECORDS, new FactKey(MODEL, fact).toString(), erasure));
        producer.flush();
    }

    void send(ControlCommand command) {
        producer.flush();
        var unused = producer.send(kafka.record(Topics.CONTROL, command.model(), command));
        producer.flush();
    }

    /** What no service of ours would write: no key, no value, no JSON, JSON of nothing known. */
    void sendGarbage(Topic<?> topic) {
        byte[] key = (MODEL + "/x").getBytes(StandardCharsets.UTF_8);
        byte[] open = "{".getBytes(StandardCharsets.UTF_8);
        byte[] unknown = "{\"type\":\"nothing\"}".getBytes(StandardCharsets.UTF_8);
        List<ProducerRecord<byte[], byte[]>> garbage = List.of(
                new ProducerRecord<>(kafka.topic(topic), null, open),
                new ProducerRecord<>(kafka.topic(topic), key, null),
                new ProducerRecord<>(kafka.topic(topic), key, open),
                new ProducerRecord<>(kafka.topic(topic), key, unknown));
        garbage.forEach(producer::send);
        producer.flush();
    }

    /** Sends {@code key} with what nobody can read, where an earlier life of this pipeline had sent something. */
    void sendBlank(Topic<?> topic, String key) {
        producer.send(new ProducerRecord<>(
                kafka.topic(topic), key.getBytes(StandardCharsets.UTF_8), "{".getBytes(StandardCharsets.UTF_8)));
        offset++;
        producer.flush();
    }

    /** The directory in which a job finds where it left off. */
    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Reads a topic from its beginning until {@code enough} says so. */
    <T> List<T> read(Topic<T> topic, Predicate<List<T>> enough) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-" + System.nanoTime(), Map.of())) {
            consumer.subscribe(List.of(kafka.topic(topic)));
            return Await.seen(
                    "enough is in " + topic.suffix(),
                    () -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> values.add(topic.decode(record.value())));
                        return values;
                    },
                    enough);
        }
    }

    /** Waits until the job's view passes. */
    static JobView await(EmbeddedFlink flink, Predicate<JobView> condition) {
        return Await.seen("the job's view passes", flink::view, condition);
    }

    /** All rounds in the store. */
    List<RoundManifest> manifests() {
        return store.list("rounds/").stream()
                .map(key -> Json.read(store.get(key).orElseThrow().bytes(), RoundManifest.class))
                .toList();
    }

    /** Segments of these rounds without a marker. */
    List<SegmentRef> uncommitted(List<RoundManifest> manifests) {
        return manifests.stream()
                .flatMap(manifest -> manifest.segments().stream())
                .filter(segment -> store.head(ObjectKeys.segmentCommit(MODEL, segment.id()))
                        .isEmpty())
                .toList();
    }

    /** How many messages are in a topic. */
    int count(Topic<?> topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-" + System.nanoTime(), Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToInt(Long::intValue)
                    .sum();
        }
    }

    /** Moves the checkpoints out of the job's sight, apart from one savepoint among them. */
    void keepOnly(Path savepoint) throws IOException {
        Path aside = directory.resolve("kept");
        Files.move(savepoint, aside);
        forgetCheckpoints();
        Files.createDirectories(checkpoints());
        Files.move(aside, savepoint);
    }

    /** Moves the checkpoints out of the job's sight. */
    void forgetCheckpoints() throws IOException {
        Files.move(checkpoints(), directory.resolve("lost"));
    }

    @Override
    public void close() {
        producer.close();
        store.close();
        s3.close();
        broker.close();
    }
}
