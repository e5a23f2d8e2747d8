package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.settings.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Clients of one installation, with the settings that "exactly once in effect" needs. */
public final class KafkaClients {
    /** Each topic says how large its records may be; the producer leaves that to the broker. */
    /** Bytes of a request that a producer makes; topics have limits of their own. */
    public static final int LARGEST_REQUEST = 32 << 20;

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    private final KafkaConfig config;

    public KafkaClients(KafkaConfig config) {
        this.config = config;
    }

    /** The full name of a topic. */
    public String topic(Topic<?> topic) {
        return topic.name(prefix());
    }

    /** A group's, transaction's or application's name inside this installation. */
    public String prefixed(String name) {
        return prefix() + name;
    }

    /** The bootstrap servers. */
    public String bootstrapServers() {
        return config.bootstrapServers();
    }

    /** Settings that every client takes. */
    public Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(config.properties());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** The replication factor of topics that this installation creates. */
    public int replicationFactor() {
        return config.replicationFactor();
    }

    /** An idempotent producer; with a transactional id, a fenced one whose transactions are initialised. */
    public KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        if (transactionalId != null) {
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefixed(transactionalId));
        }
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        if (transactionalId != null) {
            producer.initTransactions();
        }
        return producer;
    }

    /** A consumer of committed records from the earliest on, which commits nothing by itself; no group if null. */
    public KafkaConsumer<byte[], byte[]> consumer(@Nullable String group, Map<String, Object> overrides) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Topics have settings of their own: most brokers would make one that is asked for with theirs.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, prefixed(group));
        }
        settings.putAll(overrides);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A record for {@code topic}; a null value is a tombstone. */
    public <T> ProducerRecord<byte[], byte[]> record(Topic<T> topic, @Nullable String key, @Nullable T value) {
        return new ProducerRecord<>(
                topic(topic),
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : topic.encode(value));
    }

    /** An admin client. */
    public Admin admin() {
        return Admin.create(common());
    }

    /** Creates the topics that do not exist; existing ones are left as they are. */
    public void ensureTopics(Collection<Topic<?>> topics) {
        ensureTopics(topics, USUAL_LIMIT);
    }

    /**
     * Creates the topics that do not exist.
     *
     * @param limit how long the brokers may take for each answer
     * @throws IllegalStateException if they do not answer, or refuse
     */
    public void ensureTopics(Collection<Topic<?>> topics, Duration limit) {
        ensure(
                topics.stream()
                        .map(topic -> new NewTopic(topic(topic), partitions(topic), (short) replicationFactor())
                                .configs(topic.settings()))
                        .toList(),
                limit);
    }

    /**
     * Creates those of the topics that do not exist by the description of another, as their whole names say.
     *
     * @param like whose partitions and settings they get
     * @throws IllegalStateException if the brokers do not answer, or refuse
     */
    public void ensureTopicsLike(Topic<?> like, Collection<String> names) {
        ensure(
                names.stream()
                        .map(name -> new NewTopic(name, partitions(like), (short) replicationFactor())
                                .configs(like.settings()))
                        .toList(),
                USUAL_LIMIT);
    }

    private int partitions(Topic<?> topic) {
        return Math.min(topic.partitions(), config.partitions());
    }

    private void ensure(List<NewTopic> topics, Duration limit) {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(limit.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            create(admin, missing, limit);
            LeaderElection.await(admin, missing.stream().map(NewTopic::name).toList(), limit);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topics on " + bootstrapServers() + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no answer from Kafka at " + bootstrapServers() + " within " + limit.toSeconds()
                            + " s; check kafka.bootstrap-servers",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** Another service may create the same at the same time. */
    private static void create(Admin admin, List<NewTopic> topics, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                created.get(limit.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private String prefix() {
        return config.topicPrefix();
    }
}
