package dev.alluvium.contracts.topic;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.topic.Topic.Cleanup;
import dev.alluvium.contracts.topic.Topic.Keys;
import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every topic of an installation. */
public final class Topics {
    /** Partitions of topics that are keyed by model or fact. */
    public static final int PARTITIONS = 12;

    /** A record has at most 1 MiB; with its key, headers and what cleaning adds it still fits. */
    private static final String RECORD_BYTES = Integer.toString(2 << 20);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    public static final Topic<byte[]> RAW_RECORDS = new Topic<>(
            "records.raw.v1",
            "fact or none",
            byte[].class,
            PARTITIONS,
            WEEK,
            Cleanup.DELETE,
            List.of("ingest-service", "pushers", "cleaning-stream"),
            List.of("cleaning-stream"),
            Map.of("message.timestamp.type", "LogAppendTime", "max.message.bytes", RECORD_BYTES),
            "Records as they were pushed; the only topic, with the dead letters, that holds them unredacted.");

    public static final Topic<CleanEvent> CLEAN_RECORDS = ofRecords(
            "records.clean.v1",
            "model/fact",
            CleanEvent.class,
            "cleaning-stream",
            "accumulator-job",
            "Clean records and explicit erasures.",
            (key, event) -> event != null && isFact(key, event.model(), event.fact()));

    public static final Topic<RejectedRecord> REJECTED_RECORDS = ofRecords(
            "records.rejected.v1",
            "model/fact",
            RejectedRecord.class,
            "cleaning-stream, accumulator-job",
            "cleaning-stream",
            "Records that are not used, each with its reason and a redacted copy.",
            null);

    public static final Topic<byte[]> DEAD_LETTERS = new Topic<>(
            "records.dlq.v1",
            "as received",
            byte[].class,
            1,
            WEEK,
            Cleanup.DELETE,
            List.of("cleaning-stream"),
            List.of("cleaning-stream"),
            Map.of("max.message.bytes", "33554432"),
            "What could not be decoded: the original bytes with the error in headers.");

    /** Its segments are short, so that what is older than its retention is not read at every start. */
    public static final Topic<KeyedAnswer> INGEST_ANSWERS = new Topic<>(
            "ingest.answers.v1",
            "hash of caller, path and key",
            KeyedAnswer.class,
            PARTITIONS,
            Duration.ofHours(1),
            Cleanup.DELETE,
            List.of("ingest-service"),
            List.of("ingest-service"),
            Map.of("segment.ms", Long.toString(Duration.ofMinutes(15).toMillis())),
            "What requests under an idempotency key were answered; positions alone, nothing of the records.",
            (key, answer) -> true);

    public static final Topic<FactProbes> PROBES = compacted(
            "probes.v1",
            "model/fact",
            FactProbes.class,
            "evaluator-service, probers",
            "evaluator-service, trainer-service",
            "The probes of each fact; a new list replaces the old.",
            (key, list) -> list == null ? isPair(key) : isFact(key, list.model(), list.fact()));

    public static final Topic<ControlCommand> CONTROL = deleted(
            "control.v1",
            "model",
            ControlCommand.class,
            null,
            "registry-service, accumulator-job, cleaning-stream",
            "cleaning-stream, accumulator-job",
            "All that flows back: cut, round decided, dropped, requeue, erase.",
            (key, command) -> command != null && key.equals(command.model()));

    public static final Topic<DatasetReady> DATASETS_READY = deleted(
            "datasets.ready.v1",
            "model",
            DatasetReady.class,
            null,
            "accumulator-job",
            "trainer-service",
            "Rounds that were cut.",
            (key, ready) -> ready != null && key.equals(ready.model()));

    public static final Topic<TrainingProgress> TRAINING_PROGRESS = deleted(
            "training.progress.v1",
            "run",
            TrainingProgress.class,
            Duration.ofDays(1),
            "trainer-service",
            "operators",
            "Where each run is.",
            null);

    public static final Topic<TrainingResult> ADAPTERS_TRAINED = deleted(
            "adapters.trained.v1",
            "model",
            TrainingResult.class,
            null,
            "trainer-service, registry-service",
            "trainer-service, evaluator-service, registry-service",
            "How each run ended.",
            (key, result) -> result != null && key.equals(result.model()));

    public static final Topic<AdapterEvaluated> ADAPTERS_EVALUATED = deleted(
            "adapters.evaluated.v1",
            "model",
            AdapterEvaluated.class,
            null,
            "evaluator-service",
            "registry-service",
            "The verdict on each adapter.",
            (key, verdict) -> verdict != null && key.equals(verdict.model()));

    public static final Topic<ExperimentConcluded> EXPERIMENTS_CONCLUDED = deleted(
            "experiments.concluded.v1",
            "model",
            ExperimentConcluded.class,
            null,
            "evaluator-service",
            "registry-service",
            "How each live experiment ended.",
            (key, end) -> end != null && key.equals(end.model()));

    public static final Topic<RegistryEvent> REGISTRY_EVENTS = new Topic<>(
            "registry.events.v1",
            "model",
            RegistryEvent.class,
            1,
            null,
            Cleanup.DELETE,
            List.of("registry-service"),
            List.of("registry-service", "trainer-service", "evaluator-service", "serving-service", "operators"),
            Map.of(),
            "The registry's log, kept for ever: the registry is its fold.",
            (key, event) -> event != null && key.equals(event.model()));

    public static final Topic<ServingDesired> SERVING_DESIRED = compacted(
            "serving.desired.v1",
            "model",
            ServingDesired.class,
            "registry-service",
            "registry-service, serving-service",
            "What each replica should serve.",
            (key, desired) -> desired == null || key.equals(desired.model()));

    public static final Topic<ServingObserved> SERVING_OBSERVED = compacted(
            "serving.observed.v1",
            "model/replica",
            ServingObserved.class,
            "serving-service",
            "registry-service",
            "What each replica proves that it serves: a lease.",
            (key, observed) ->
                    observed == null ? isPair(key) : key.equals(observed.model() + "/" + observed.replica()));

    public static final Topic<ServingOutcome> SERVING_OUTCOMES = deleted(
            "serving.outcomes.v1",
            "request",
            ServingOutcome.class,
            MONTH,
            "serving-service, applications",
            "evaluator-service",
            "What came of answered requests.",
            null);

    /** What the registry states of each message of the topics that it signs. */
    private static final Map<Topic<?>, Statement> SIGNED =
            Map.of(REGISTRY_EVENTS, Statement.RECORDED, SERVING_DESIRED, Statement.DESIRED);

    private Topics() {}

    /** What the registry states by its signature of a message of {@code topic}; empty if its messages are not signed. */
    public static Optional<Statement> signedAs(Topic<?> topic) {
        return Optional.ofNullable(SIGNED.get(topic));
    }

    /** All of them, in the order of the main direction. */
    public static List<Topic<?>> all() {
        return List.of(
                RAW_RECORDS,
                CLEAN_RECORDS,
                REJECTED_RECORDS,
                DEAD_LETTERS,
                INGEST_ANSWERS,
                PROBES,
                CONTROL,
                DATASETS_READY,
                TRAINING_PROGRESS,
                ADAPTERS_TRAINED,
                ADAPTERS_EVALUATED,
                EXPERIMENTS_CONCLUDED,
                REGISTRY_EVENTS,
                SERVING_DESIRED,
                SERVING_OBSERVED,
                SERVING_OUTCOMES);
    }

    /** Of records: kept for a month, as large as they are. */
    private static <T> Topic<T> ofRecords(
            String suffix,
            String key,
            Class<T> type,
            String writers,
            String readers,
            String doc,
            @Nullable Keys<T> keys) {
        return new Topic<>(
                suffix,
                key,
                type,
                PARTITIONS,
                MONTH,
                Cleanup.DELETE,
                names(writers),
                names(readers),
                Map.of("max.message.bytes", RECORD_BYTES),
                doc,
                keys);
    }

    private static <T> Topic<T> deleted(
            String suffix,
            String key,
            Class<T> type,
            @Nullable Duration retention,
            String writers,
            String readers,
            String doc,
            @Nullable Keys<T> keys) {
        return new Topic<>(
                suffix,
                key,
                type,
                PARTITIONS,
                retention,
                Cleanup.DELETE,
                names(writers),
                names(readers),
                Map.of(),
                doc,
                keys);
    }

    private static <T> Topic<T> compacted(
            String suffix,
            String key,
            Class<T> type,
            String writers,
            String readers,
            String doc,
            @Nullable Keys<T> keys) {
        return new Topic<>(
                suffix,
                key,
                type,
                PARTITIONS,
                null,
                Cleanup.COMPACT,
                names(writers),
                names(readers),
                Map.of(),
                doc,
                keys);
    }

    private static boolean isFact(String key, String model, String fact) {
        return key.equals(new FactKey(model, fact).toString());
    }

    /** A model's name has no slash. */
    private static boolean isPair(String key) {
        return key.indexOf('/') > 0;
    }

    private static List<String> names(String separated) {
        return List.of(separated.split(", "));
    }
}
