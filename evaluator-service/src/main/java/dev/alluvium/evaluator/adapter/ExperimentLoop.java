package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.evaluator.EvaluatorMeters;
import dev.alluvium.evaluator.live.RunningTrial;
import dev.alluvium.evaluator.live.TrialTracker;
import dev.alluvium.evaluator.live.TrialTracker.View;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.CorruptRecords;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.settings.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the outcomes of the experiments and watches that run and says when one is over.
 *
 * <p>Nothing is kept but what the topic holds: an experiment is the fold of the outcomes since it began, read again whenever
 * another one begins or this service starts. Several evaluators may follow the same experiment; the registry takes the first
 * conclusion.
 */
public final class ExperimentLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final EvaluatorState state;
    private final MessageReader reader;
    private final Meters meters;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SupervisedThread thread = new SupervisedThread("experiments", this::run);
    private final Set<String> concluded = ConcurrentHashMap.newKeySet();
    private volatile List<View> views = List.of();

    public ExperimentLoop(KafkaClients kafka, EvaluatorState state, MessageReader reader, Meters meters, Clock clock) {
        this.kafka = kafka;
        this.state = state;
        this.reader = reader.counting(Topics.SERVING_OUTCOMES);
        this.meters = meters;
        this.clock = clock;
    }

    /** @param models whose experiments are counted from zero on */
    public void start(Set<String> models) {
        for (String model : models) {
            for (Conclusion conclusion : Conclusion.values()) {
                meters.counter(EvaluatorMeters.EXPERIMENTS, model, conclusion.code());
            }
        }
        thread.start();
    }

    /** The experiments that run, and how they stand. */
    public Route route() {
        return Route.get("/v1/experiments", Role.READER, context -> {
            context.contentType("application/json");
            context.result(Json.bytes(views));
        });
    }

    /** What each experiment found so far, and what it waits for, by model. */
    public Map<String, Object> status() {
        Map<String, Object> status = new TreeMap<>();
        views.forEach(view -> status.put(
                view.experiment().model(),
                Map.of(
                        "version", view.experiment().challenger(),
                        "found", view.assessment().reason(),
                        "next", view.assessment().next(),
                        "units", view.assessment().counts().units())));
        return status;
    }

    /** The thread that it works on. */
    public SupervisedThread thread() {
        return thread;
    }

    private void run() throws InterruptedException {
        try {
            while (closing.getCount() > 0) {
                List<RunningTrial> running = state.experiments();
                if (running.isEmpty()) {
                    views = List.of();
                    closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    follow(running);
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when others run, or the broker fails, after which everything is read again. */
    private void follow(List<RunningTrial> running) throws InterruptedException {
        TrialTracker board = new TrialTracker(running);
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of());
                KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            Map<TopicPartition, Long> ends = seek(consumer, began(running));
            boolean caughtUp = false;
            while (closing.getCount() > 0 && state.experiments().equals(running)) {
                CorruptRecords.pollAround(consumer, POLL, damage -> thread.note(damage.explain() + "; left out"))
                        .forEach(record -> take(board, record));
                caughtUp |= ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                if (caughtUp) {
                    views = board.look(clock.instant());
                    board.over(views, clock.instant()).forEach(each -> conclude(producer, each));
                }
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("experiments are read again: {}", e.getMessage());
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Instant began(List<RunningTrial> running) {
        return running.stream()
                .map(RunningTrial::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Goes to where the first experiment began, by clocks that may differ; returns where the topic ends now. */
    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, Instant began) {
        List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(Topics.SERVING_OUTCOMES)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, began.minus(SKEW).toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> firsts = consumer.offsetsForTimes(times);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = firsts.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
        return ends;
    }

    private void take(TrialTracker board, ConsumerRecord<byte[], byte[]> record) {
        reader.read(Topics.SERVING_OUTCOMES, record)
                .ifPresent(outcome -> board.take(Objects.requireNonNull(outcome.value())));
    }

    private void conclude(KafkaProducer<byte[], byte[]> producer, ExperimentConcluded end) {
        if (!concluded.add(said(end))) {
            return;
        }
        producer.send(kafka.record(Topics.EXPERIMENTS_CONCLUDED, end.model(), end), (metadata, failure) -> {
            if (failure == null) {
                published(end);
            } else {
                concluded.remove(said(end));
                LOG.atWarn()
                        .addKeyValue("experiment", end.experiment())
                        .log("its end was not published, and is tried again: {}", failure.getMessage());
            }
        });
        producer.flush();
    }

    private static String said(ExperimentConcluded end) {
        return end.experiment() + "@" + end.generation();
    }

    private void published(ExperimentConcluded end) {
        String conclusion = end.conclusion().code();
        meters.counter(EvaluatorMeters.EXPERIMENTS, end.model(), conclusion).increment();
        LOG.atInfo()
                .addKeyValue("model", end.model())
                .addKeyValue("experiment", end.experiment())
                .addKeyValue("conclusion", conclusion)
                .log("an experiment is over");
    }

    @Override
    public void close() {
        thread.end();
        closing.countDown();
        thread.join(CLOSE);
    }
}
