package dev.alluvium.registry;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.ReportSummary;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.SignedRecord;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.TrustConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes what trainer, evaluator and replicas would write. */
final class TestMessages implements AutoCloseable {
    private static final String MODEL = "notes";

    private final KafkaClients kafka;
    private final ObjectStore store;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Signer trainer;
    private final Signer evaluator;

    TestMessages(KafkaClients kafka, ObjectStore store, Path directory, Clock clock) {
        this.kafka = kafka;
        this.store = store;
        this.clock = clock;
        producer = kafka.producer(null);
        trainer = KeyFiles.signer(TrustConfig.in("keys"), directory, "trainer");
        evaluator = KeyFiles.signer(TrustConfig.in("keys"), directory, "evaluator");
    }

    void trained(String run, int parent, String... rounds) {
        ArtifactRef adapter = adapter(run);
        send(
                Topics.ADAPTERS_TRAINED,
                MODEL,
                new AdapterTrained(
                        MODEL,
                        run,
                        "a1",
                        List.of(rounds),
                        parent,
                        adapter,
                        trainer.attest(Statement.TRAINED, MODEL, adapter.sha256(), clock.instant()),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        clock.instant()));
    }

    void passed(String run, int champion) {
        send(
                Topics.ADAPTERS_EVALUATED,
                MODEL,
                kept(store, verdict(run, "e1", champion, EvaluationDecision.SUCCESSFUL)));
    }

    /** What an evaluator might say, signed by it as it signs any verdict on the adapter, with a report that nobody kept. */
    AdapterEvaluated verdict(String run, String evaluation, int champion, EvaluationDecision decision) {
        ArtifactRef adapter = adapter(run);
        return new AdapterEvaluated(
                new EvaluationSubject(MODEL, run, evaluation, List.of(), champion, champion, adapter),
                new Verdict(
                        decision,
                        ProbeTier.TRUSTED,
                        false,
                        "passed",
                        List.of(new RuleResult("general", RuleResult.Status.PASSED, 0.0, null, 0.05, 120, "kept"))),
                new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1),
                ArtifactRef.of("memory", "reports/" + run + "/" + evaluation + ".json", "00", 1),
                "records of " + run,
                evaluator.attest(Statement.EVALUATED, MODEL, adapter.sha256(), clock.instant()),
                clock.instant());
    }

    /** Keeps the report of a played verdict where an evaluator keeps it; the verdict that names it. */
    static AdapterEvaluated kept(ObjectStore store, AdapterEvaluated played) {
        ReportSummary summary = ReportSummary.of(played);
        byte[] report = Json.bytes(summary);
        String key = ObjectKeys.report(played.run(), played.evaluation());
        store.putIfAbsent(key, report);
        return summary.message(
                ArtifactRef.of(store.bucket(), key, Digest.sha256(report), report.length), played.attestation());
    }

    <T> void send(Topic<T> topic, String key, T value) {
        try {
            producer.send(kafka.record(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the first signed message of a topic once more, as whoever can read it may. */
    void repeatFirst(Topic<?> topic) throws ExecutionException, InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecord<byte[], byte[]> first = null;
            while (first == null) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (first == null && SignedRecord.attestation(record).isPresent()) {
                        first = record;
                    }
                }
            }
            producer.send(new ProducerRecord<>(first.topic(), null, first.key(), first.value(), first.headers()))
                    .get();
        }
    }

    /** Writes a withdrawal. */
    void withdraw(Topic<?> topic, String key) throws ExecutionException, InterruptedException {
        producer.send(kafka.record(topic, key, null)).get();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static ArtifactRef adapter(String run) {
        String sha256 = Digest.sha256(run.getBytes(StandardCharsets.UTF_8));
        return ArtifactRef.of("memory", "runs/" + run + "/a1/adapter/", sha256, 100);
    }
}
