package dev.alluvium.trainer;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.TrainerConfig;
import dev.alluvium.settings.TrainingConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** A real broker, a real S3 server, a random base, and everybody around the trainer played by the test. */
final class TrainerWorld implements AutoCloseable {
    final ObjectStore store;
    final KafkaClients kafka;
    final List<TrainingResult> results = new CopyOnWriteArrayList<>();
    private final Path directory;
    private @Nullable EmbeddedKafka own;
    private final MinioObjectStore minio;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicFollower<TrainingResult> follower;
    private final AlluviumConfig config;
    private int events;

    TrainerWorld(Path directory, Given<TrainingConfig> training) throws IOException {
        this(directory, training, null);
    }

    /** One whose broker can be stopped. */
    static TrainerWorld withBroker(Path directory, Given<TrainingConfig> training) throws IOException {
        return new TrainerWorld(directory, training, new EmbeddedKafka(directory.resolve("kafka")));
    }

    private TrainerWorld(Path directory, Given<TrainingConfig> training, @Nullable EmbeddedKafka own)
            throws IOException {
        this.directory = directory;
        this.own = own;
        Servers servers = Servers.shared();
        EmbeddedS3 s3 = servers.s3;
        String name = Servers.name();
        KafkaConfig kafkaConfig = KafkaConfig.of((own == null ? servers.kafka : own).bootstrapServers())
                .withTopicPrefix(name + ".")
                .withPartitions(2);
        ObjectStoreConfig storeConfig = ObjectStoreConfig.of(s3.endpoint(), name, s3.accessKey(), s3.secretKey());
        minio = new MinioObjectStore(storeConfig);
        minio.ensureBucket();
        store = minio;
        kafka = new KafkaClients(kafkaConfig);
        kafka.ensureTopics(Topics.all());
        producer = kafka.producer(null);
        follower = new TopicFollower<>(kafka, Topics.ADAPTERS_TRAINED, (key, value, at) -> results.add(value)).start();
        KeyFiles.ensure(directory.resolve("keys"));
        String base = RandomBase.measured(directory.resolve("base"), 1).toUri().toString();
        ModelConfig model = Configs.model(base, training);
        AlluviumConfig defaults = AlluviumConfig.defaults();
        TrainerConfig trainer = defaults.trainer();
        config = defaults.withModels(Map.of("notes", model, "support", model))
                .with(kafkaConfig, storeConfig, defaults.http(), defaults.trust())
                .withTrainer(new TrainerConfig(
                        trainer.workDirectory(),
                        1,
                        Duration.ofMillis(200),
                        trainer.maxAttempts(),
                        trainer.memory(),
                        trainer.device(),
                        trainer.dtype(),
                        trainer.adapterCache()));
        registry(new RegistryEvent.ModelDeclared(base));
        registry("support", new RegistryEvent.ModelDeclared(base));
    }

    /** A trainer of its own name, on {@code over}. */
    ServiceContext context(ObjectStore over, String instance) {
        return context(over, instance, config);
    }

    /** A trainer whose configuration says something else about training. */
    ServiceContext retuned(String instance, Given<TrainingConfig> training) {
        Map<String, ModelConfig> models = config.models().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, model -> model.getValue().withTraining(training)));
        return context(store, instance, config.withModels(models));
    }

    private ServiceContext context(ObjectStore over, String instance, AlluviumConfig config) {
        return new ServiceContext(
                config,
                kafka,
                over,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                directory,
                Clock.systemUTC(),
                instance);
    }

    /** From now on nobody answers at the broker's address. */
    void stopBroker() {
        Objects.requireNonNull(own).close();
    }

    /** The broker is back, with all that it had. */
    void startBroker() throws IOException {
        String address = kafka.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        own = new EmbeddedKafka(directory.resolve("kafka"), port);
    }

    <T> void send(Topic<T> topic, String key, T value) {
        try {
            producer.send(kafka.record(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void registry(RegistryEvent.Change change) {
        registry("notes", change);
    }

    void registry(String model, RegistryEvent.Change change) {
        send(
                Topics.REGISTRY_EVENTS,
                model,
                RegistryEvent.of("event-" + events++, model, "test", "", Instant.EPOCH, change));
    }

    /** What a trainer in a process of its own is started with. */
    AlluviumConfig config() {
        return config;
    }

    @Override
    public void close() {
        follower.close();
        producer.close();
        minio.close();
        if (own != null) {
            own.close();
        }
    }
}
