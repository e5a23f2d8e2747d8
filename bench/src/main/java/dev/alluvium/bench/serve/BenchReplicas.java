package dev.alluvium.bench.serve;

import dev.alluvium.bench.ScratchDirectory;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.SignedRecord;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.DefaultModelConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Replicas of serving in this process, on a broker and a store of their own. The measurement plays the registry: it says on
 * {@code serving.desired} what is wanted and reads the proofs on {@code serving.observed}.
 */
final class BenchReplicas implements AutoCloseable {
    static final String MODEL = "bench";
    static final String TOKEN = "bench-".repeat(6);

    private static final Duration PROOF_LIMIT = Duration.ofMinutes(2);
    private static final String KEYS = "keys";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<BenchReplica> replicas = new ArrayList<>();
    private final Map<String, Long> proved = new ConcurrentHashMap<>();
    private final LocalBase base;
    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> registry;
    private final StoredVersions versions;
    private final Signer signer;
    private long generation;

    private BenchReplicas(int count, LocalBase base) throws Exception {
        this.base = base;
        ScratchDirectory scratch = remember(ScratchDirectory.create());
        EmbeddedKafka broker = remember(new EmbeddedKafka(scratch.directory().resolve("kafka")));
        EmbeddedS3 s3 = remember(new EmbeddedS3(scratch.directory().resolve("s3")));
        KeyFiles.ensure(scratch.directory().resolve(KEYS));
        AlluviumConfig first = config(broker, s3, 0);
        this.kafka = new KafkaClients(first.kafka());
        kafka.ensureTopics(Topics.all());
        MinioObjectStore store = remember(new MinioObjectStore(first.objectStore()));
        store.ensureBucket();
        this.versions = new StoredVersions(store, base, scratch.directory(), first.trust());
        this.signer = KeyFiles.signer(first.trust(), scratch.directory(), "registry");
        this.registry = remember(kafka.producer(null));
        remember(
                new TopicFollower<>(kafka, Topics.SERVING_OBSERVED, (key, value, position) -> observed(value)).start());
        for (int i = 0; i < count; i++) {
            replicas.add(remember(BenchReplica.start(config(broker, s3, i), kafka, store, scratch.directory(), i)));
        }
    }

    /** Starts so many; each is ready once a version was promoted. */
    static BenchReplicas start(int count, LocalBase base) throws Exception {
        return new BenchReplicas(count, base);
    }

    private AlluviumConfig config(EmbeddedKafka broker, EmbeddedS3 s3, int replica) {
        AlluviumConfig defaults = AlluviumConfig.defaults();
        return defaults.withDefaultModel(new DefaultModelConfig(MODEL, uri(), false))
                .withModels(Map.of())
                .with(
                        KafkaConfig.of(broker.bootstrapServers()).withPartitions(1),
                        ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey()),
                        HttpConfig.DEFAULT.with(Map.of("bench", new TokenConfig(TOKEN, Role.ADMIN))),
                        TrustConfig.in(KEYS))
                .withServing(defaults.serving().withCacheDirectory("serving-" + replica));
    }

    private String uri() {
        return base.directory().toUri().toString();
    }

    private synchronized void observed(@Nullable ServingObserved proof) {
        if (proof != null) {
            proved.merge(proof.replica(), proof.generation(), Math::max);
            notifyAll();
        }
    }

    /** An attested version, put into the store; version 0 is the base. Each number has weights of its own. */
    DeployedVersion version(int number) {
        return versions.put(number);
    }

    /** Says that {@code version} is wanted; gives the time until every replica has proved it. */
    Duration promote(DeployedVersion version) throws InterruptedException {
        ServingDesired desired =
                new ServingDesired(MODEL, uri(), version, null, 0, null, 1, ++generation, Instant.now());
        long begun = System.nanoTime();
        try {
            registry.send(SignedRecord.desired(kafka, desired, signer)).get();
        } catch (ExecutionException e) {
            throw new CliException("the embedded broker did not take what is desired: " + e.getMessage());
        }
        awaitProofs(begun + PROOF_LIMIT.toNanos());
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private synchronized void awaitProofs(long deadline) throws InterruptedException {
        while (replicas.stream().anyMatch(replica -> proved.getOrDefault(replica.name(), 0L) < generation)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new CliException("not proved within " + PROOF_LIMIT.toSeconds() + " s; proofs: " + proved);
            }
            wait(left / 1_000_000 + 1);
        }
    }

    /** Where the replicas answer. */
    List<URI> endpoints() {
        return replicas.stream().map(BenchReplica::endpoint).toList();
    }

    private <T extends AutoCloseable> T remember(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
