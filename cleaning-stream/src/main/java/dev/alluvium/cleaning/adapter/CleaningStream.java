package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.knowledge.round.UnreadableRoundException;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running stream: its state, its failures, its counts. */
public final class CleaningStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CleaningStream.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    /** Longer than one round of attempts on the object store. */
    private static final Duration RECENT = Duration.ofSeconds(90);

    /** How Kafka Streams ends the name of the topic by which records come to their facts. */
    private static final String REPARTITION = "-repartition";

    private final KafkaStreams streams;
    private final CleanShutdownMarker mark;
    private final CountDownLatch running = new CountDownLatch(1);
    private final FaultWindow faults = new FaultWindow();
    private volatile @Nullable Failure failure;
    private volatile Map<String, Long> lastCounts = Map.of();

    private record Failure(String message, long nanoTime) {
        boolean isRecent() {
            return System.nanoTime() - nanoTime < RECENT.toNanos();
        }
    }

    public CleaningStream(Topology topology, Properties settings) {
        streams = new KafkaStreams(topology, settings);
        mark = new CleanShutdownMarker(Path.of(settings.getProperty(StreamsConfig.STATE_DIR_CONFIG)));
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(this::failed);
    }

    /**
     * Returns when the stream runs.
     *
     * @throws IllegalStateException if it does not within {@code limit}
     */
    public void start(Duration limit) throws InterruptedException {
        mark.open(streams::cleanUp);
        streams.start();
        if (!running.await(limit.toMillis(), TimeUnit.MILLISECONDS) || streams.state() == KafkaStreams.State.ERROR) {
            Failure last = failure;
            throw new IllegalStateException("cleaning did not start: "
                    + (last == null
                            ? "Kafka did not assign partitions within " + limit.toSeconds() + " s"
                            : last.message()));
        }
    }

    /** Ready while it runs; dead once it has stopped by itself. */
    public Health health() {
        KafkaStreams.State state = streams.state();
        Failure last = failure;
        if (state == KafkaStreams.State.ERROR || state.hasCompletedShutdown()) {
            return Health.dead("cleaning stopped: " + (last == null ? state.name() : last.message()));
        }
        if (!state.isRunningOrRebalancing()) {
            return Health.notReady("cleaning is " + state);
        }
        return last == null || !last.isRecent()
                ? Health.up()
                : Health.notReady("cleaning tries again after: " + last.message());
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Final outcomes of the partitions that this process holds, and what is held; the last known ones in a rebalance. */
    public Map<String, Long> counts() {
        try {
            Map<String, Long> counts = new TreeMap<>();
            add(counts, CleaningTopology.RAW_COUNTS);
            add(counts, CleaningTopology.FACT_COUNTS);
            lastCounts = counts;
        } catch (InvalidStateStoreException | IllegalStateException e) {
            LOG.debug("counts are not readable now", e);
        }
        return lastCounts;
    }

    /**
     * What is known of a fact: an empty state if nothing is, and empty if this process cannot say, because another one
     * holds some of the partitions.
     *
     * @param partitions of the facts in all
     * @throws IllegalStateException while partitions move; a later call can say
     */
    public Optional<FactState> fact(FactKey key, int partitions) {
        try {
            FactState known = streams.store(StoreQueryParameters.fromNameAndType(
                            CleaningTopology.FACTS, QueryableStoreTypes.<String, FactState>keyValueStore()))
                    .get(key.toString());
            return known != null
                    ? Optional.of(known)
                    : partitionsHere() == partitions ? Optional.of(FactState.EMPTY) : Optional.empty();
        } catch (InvalidStateStoreException e) {
            throw new IllegalStateException("cleaning cannot look facts up now: " + e.getMessage(), e);
        }
    }

    private long partitionsHere() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().endsWith(REPARTITION))
                .distinct()
                .count();
    }

    /** Records received that are not read yet, over the partitions of this process. */
    public double lag() {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-lag"))
                .map(metric -> metric.getValue().metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .filter(lag -> lag > 0)
                .sum();
    }

    @Override
    public void close() {
        boolean began = streams.state() != KafkaStreams.State.CREATED;
        if (streams.close(CLOSE) && began) {
            mark.close();
        }
    }

    private void add(Map<String, Long> counts, String store) {
        var view = streams.store(
                StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, Long>keyValueStore()));
        try (KeyValueIterator<String, Long> all = view.all()) {
            all.forEachRemaining(entry -> OutcomeCounts.sum(counts, entry.key, entry.value));
        }
    }

    /** A command that cannot be applied now is tried again by a new thread; what only a person can mend stops. */
    private StreamThreadExceptionResponse failed(Throwable error) {
        LOG.error("a stream thread failed", error);
        Throwable cause = error;
        while (cause.getCause() != null && !isNamed(cause)) {
            cause = cause.getCause();
        }
        failure = new Failure(cause.getClass().getSimpleName() + ": " + cause.getMessage(), System.nanoTime());
        boolean hopeless = cause instanceof TooManyDeadLettersException
                || (!isOfTheStore(cause) && faults.staysAfter(System.nanoTime()));
        return hopeless ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isNamed(Throwable cause) {
        return cause instanceof TooManyDeadLettersException || isOfTheStore(cause);
    }

    private static boolean isOfTheStore(Throwable cause) {
        return cause instanceof StoreException || cause instanceof UnreadableRoundException;
    }
}
