package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.ingest.DiskReserve;
import dev.alluvium.ingest.IngestMeters;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends records to the raw topic and answers only when Kafka has them on all its replicas. */
public final class RawProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RawProducer.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Meters meters;
    private final DiskReserve reserve;
    private final Timer timer;
    private volatile boolean failing;

    public RawProducer(KafkaClients kafka, Meters meters, DiskReserve reserve) {
        this.kafka = kafka;
        this.reserve = reserve;
        this.producer = kafka.producer(null);
        this.topic = kafka.topic(Topics.RAW_RECORDS);
        this.meters = meters;
        this.timer = meters.timer(IngestMeters.APPEND);
        for (String outcome : List.of("accepted", "refused", "failed")) {
            count(outcome, 0);
        }
        bytes(0);
    }

    /** Waits until the raw topic can be written to. */
    public void awaitTopic() {
        producer.partitionsFor(topic);
    }

    /** Whether the last request failed. */
    public boolean isFailing() {
        return failing;
    }

    /**
     * Appends all, in their order, and returns where they stand.
     *
     * @param pushedAt the revision of those that name no time
     * @throws HttpProblem 503 if Kafka does not acknowledge all of them; to send them again is safe, for what is already
     *     there is a duplicate; 507 if the disk is nearly full
     */
    public List<RawPosition> append(List<Admitted> records, Instant pushedAt) {
        reserve.check();
        return timer.record(() -> {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(record -> send(record, pushedAt)).toList();
            List<RawPosition> positions = new ArrayList<>();
            for (Future<RecordMetadata> one : sent) {
                RecordMetadata at = acknowledged(one, records.size());
                positions.add(new RawPosition(at.topic(), at.partition(), at.offset()));
            }
            failing = false;
            count("accepted", records.size());
            bytes(records.stream().mapToLong(each -> each.value().length).sum());
            return positions;
        });
    }

    /** Puts an answer where every replica finds it; where that fails the records stand all the same, and repeats are found. */
    public void keep(String key, KeyedAnswer answer) {
        try {
            producer.send(kafka.record(Topics.INGEST_ANSWERS, key, answer))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("an answer under an idempotency key was not kept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes records that were not admitted. */
    public void refused(int records) {
        count("refused", records);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private Future<RecordMetadata> send(Admitted record, Instant pushedAt) {
        byte[] key = record.fact() == null ? null : record.fact().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, key, record.value());
        record.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        message.headers().add(PushTime.MESSAGE_HEADER, PushTime.format(pushedAt).getBytes(StandardCharsets.UTF_8));
        return producer.send(message);
    }

    private RecordMetadata acknowledged(Future<RecordMetadata> sent, int records) {
        try {
            return sent.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).addKeyValue("records", records).log("records were not acknowledged");
            throw failed(records);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(records);
        }
    }

    private HttpProblem failed(int records) {
        failing = true;
        count("failed", records);
        return new HttpProblem(
                503,
                "Not stored",
                "Kafka did not acknowledge all records; send them again, repeats are found",
                Map.of(HttpProblem.RETRY_AFTER, 5L));
    }

    private void count(String outcome, long records) {
        meters.counter(IngestMeters.RECORDS, outcome).increment((double) records);
    }

    private void bytes(long bytes) {
        meters.counter(IngestMeters.BYTES).increment((double) bytes);
    }
}
