package dev.alluvium.bench.accumulate;

import dev.alluvium.bench.ScratchDirectory;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The broker and S3 server of a measurement, with its records in their topic. */
final class BenchInstallation implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final ScratchDirectory scratch = ScratchDirectory.create();
    private final EmbeddedKafka broker;
    private final EmbeddedS3 s3;
    private final MinioObjectStore store;
    private final KafkaClients kafka;
    private final long bytes;

    BenchInstallation(List<CleanRecord> records) throws Exception {
        broker = new EmbeddedKafka(scratch.directory().resolve("kafka"));
        s3 = new EmbeddedS3(scratch.directory().resolve("s3"));
        store = new MinioObjectStore(storeConfig());
        store.ensureBucket();
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(PARTITIONS));
        kafka.ensureTopics(Topics.all());
        bytes = send(records);
    }

    KafkaClients kafka() {
        return kafka;
    }

    MinioObjectStore store() {
        return store;
    }

    ObjectStoreConfig storeConfig() {
        return ObjectStoreConfig.of(s3.endpoint(), "alluvium", s3.accessKey(), s3.secretKey());
    }

    Path directory() {
        return scratch.directory();
    }

    /** Of all records in the topic. */
    long bytes() {
        return bytes;
    }

    private long send(List<CleanRecord> records) {
        long sum = 0;
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            for (CleanRecord record : records) {
                String key = new FactKey(record.model(), record.fact()).toString();
                ProducerRecord<byte[], byte[]> message = kafka.record(Topics.CLEAN_RECORDS, key, record);
                sum += message.value().length;
                var unused = producer.send(message);
            }
            producer.flush();
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        store.close();
        s3.close();
        broker.close();
        scratch.close();
    }
}
