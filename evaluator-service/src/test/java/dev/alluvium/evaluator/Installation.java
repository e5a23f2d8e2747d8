package dev.alluvium.evaluator;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.evaluator.cases.TestRecords;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A broker, an S3 server and what other services would have put there. */
final class Installation implements AutoCloseable {
    private static final TrainingFigures FIGURES = new TrainingFigures(1, 1, 1, 1, 1, 1, 1, 1, 0);

    final Path directory;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final KafkaClients kafka;
    final MinioObjectStore store;
    private final AlluviumConfig config;
    private final EmbeddedKafka broker;
    private final EmbeddedS3 s3;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> verdicts;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    Installation(Path directory) throws IOException {
        this.directory = directory;
        this.broker = new EmbeddedKafka(directory.resolve("kafka"));
        this.s3 = new EmbeddedS3(directory.resolve("s3"));
        this.config = AlluviumConfig.defaults()
                .with(
                        KafkaConfig.of(broker.bootstrapServers()).withPartitions(2),
                        ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey()),
                        HttpConfig.DEFAULT,
                        TrustConfig.DEFAULT);
        this.kafka = new KafkaClients(config.kafka());
        this.store = new MinioObjectStore(config.objectStore());
        store.ensureBucket();
        kafka.ensureTopics(Topics.all());
        KeyFiles.ensure(directory.resolve("keys"));
        this.producer = kafka.producer(null);
        this.verdicts = kafka.consumer("test", Map.of());
        verdicts.subscribe(List.of(kafka.topic(Topics.ADAPTERS_EVALUATED), kafka.topic(Topics.EXPERIMENTS_CONCLUDED)));
    }

    ServiceContext context() {
        return new ServiceContext(config, kafka, store, meters, directory, Clock.systemUTC(), "test");
    }

    <T> void publish(Topic<T> topic, String key, T value) {
        producer.send(kafka.record(topic, key, value));
        producer.flush();
    }

    /** The next verdict that anybody published. */
    AdapterEvaluated nextVerdict() {
        return Topics.ADAPTERS_EVALUATED.decode(next());
    }

    /** The next end of an experiment that anybody published. */
    ExperimentConcluded nextConclusion() {
        return Topics.EXPERIMENTS_CONCLUDED.decode(next());
    }

    private byte[] next() {
        Await.until("a verdict is published", () -> {
            if (!fetched.hasNext()) {
                fetched = verdicts.poll(Duration.ofMillis(200)).iterator();
            }
            return fetched.hasNext();
        });
        return fetched.next().value();
    }

    /** Writes a round as the accumulator does. */
    void putRound(String round, String trigger, List<CleanRecord> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        records.forEach(record -> {
            lines.writeBytes(Json.bytes(record));
            lines.write('\n');
        });
        byte[] bytes = lines.toByteArray();
        String key = ObjectKeys.segment(TestRecords.MODEL, "s-" + round);
        store.putIfAbsent(key, bytes);
        SegmentRef segment = new SegmentRef("s-" + round, key, Digest.sha256(bytes), bytes.length, records.size());
        RoundManifest manifest = new RoundManifest(
                TestRecords.MODEL,
                round,
                trigger,
                Instant.EPOCH,
                List.of(segment),
                List.of(),
                records.stream()
                        .map(record -> new RoundRecord(record.ref(), segment.id()))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
        store.putIfAbsent(ObjectKeys.roundManifest(TestRecords.MODEL, round), Json.bytes(manifest));
    }

    /** Uploads an adapter as the trainer does, signed by it. */
    AdapterTrained putAdapter(String run, Adapter adapter, String round, int parent) throws IOException {
        Path local = directory.resolve("upload-" + run);
        PeftDirectory.write(local, adapter, "tiny");
        String prefix = ObjectKeys.adapter(run, "1");
        for (String file : List.of(PeftDirectory.CONFIG, PeftDirectory.WEIGHTS)) {
            store.putIfAbsent(prefix + file, Files.readAllBytes(local.resolve(file)));
        }
        byte[] weights = Files.readAllBytes(local.resolve(PeftDirectory.WEIGHTS));
        ArtifactRef ref = ArtifactRef.of(store.bucket(), prefix, Digest.sha256(weights), weights.length);
        Attestation attestation = KeyFiles.signer(config.trust(), directory, "trainer")
                .attest(Attestation.Statement.TRAINED, TestRecords.MODEL, ref.sha256(), Instant.EPOCH);
        return new AdapterTrained(
                TestRecords.MODEL, run, "1", List.of(round), parent, ref, attestation, FIGURES, Instant.EPOCH);
    }

    @Override
    public void close() {
        verdicts.close();
        producer.close();
        store.close();
        s3.close();
        broker.close();
    }
}
