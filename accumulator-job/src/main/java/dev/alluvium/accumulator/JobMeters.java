package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.JobCounters;
import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.accumulator.round.Trigger;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.MessageMeters;
import dev.alluvium.runtime.metrics.GaugeRows;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns views of the job into meters. The job counts anew after each restart; the meters go on. */
final class JobMeters {
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<GaugeRows, ToLongFunction<ModelStatus>> gauges = new HashMap<>();
    private final Set<String> models;
    private final Map<String, Long> bySource = new TreeMap<>();
    private final GaugeRows nearShare;
    private final Counter restarts;
    private volatile JobView view = JobView.NONE;

    /**
     * Registers every meter.
     *
     * @param models that have a row before anything came for them
     */
    JobMeters(MeterRegistry registry, Collection<String> models, Clock clock) {
        Meters meters = new Meters(registry);
        this.models = new TreeSet<>(models);
        counters.put(JobCounters.SEGMENTS, meters.counter(AccumulatorMeters.SEGMENTS));
        counters.put(JobCounters.SEGMENT_RECORDS, meters.counter(AccumulatorMeters.SEGMENT_RECORDS));
        counters.put(JobCounters.SEGMENT_BYTES, meters.counter(AccumulatorMeters.SEGMENT_BYTES));
        for (Trigger trigger : Trigger.values()) {
            counters.put(JobCounters.ROUNDS + trigger.word(), meters.counter(AccumulatorMeters.ROUNDS, trigger.word()));
        }
        for (Cause cause : Cause.values()) {
            String word = cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
            counters.put(JobCounters.DROPS + cause.name(), meters.counter(AccumulatorMeters.DROPS, word));
        }
        for (Topic<?> topic : List.of(Topics.CLEAN_RECORDS, Topics.CONTROL)) {
            counters.put(
                    JobCounters.LEFT_OUT + topic.suffix(),
                    meters.counter(MessageMeters.LEFT_OUT, AccumulatorService.NAME, topic.suffix()));
        }
        gauges.put(meters.rows(AccumulatorMeters.PENDING_RECORDS), ModelStatus::pendingRecords);
        gauges.put(meters.rows(AccumulatorMeters.PENDING_FACTS), ModelStatus::pendingFacts);
        gauges.put(meters.rows(AccumulatorMeters.PENDING_TOKENS), ModelStatus::pendingTokens);
        gauges.put(
                meters.rows(AccumulatorMeters.INDEX_RECORDS),
                status -> status.index().records());
        gauges.put(
                meters.rows(AccumulatorMeters.INDEX_BYTES),
                status -> status.index().bytes());
        gauges.put(meters.rows(AccumulatorMeters.HELD_RECORDS), ModelStatus::heldRecords);
        gauges.put(
                meters.rows(AccumulatorMeters.OPEN_ROUNDS),
                status -> status.openRounds().size());
        nearShare = meters.rows(AccumulatorMeters.NEAR_DUPLICATES);
        restarts = meters.counter(AccumulatorMeters.RESTARTS);
        meters.gauge(AccumulatorMeters.RUNNING, () -> view.running() ? 1 : 0);
        meters.gauge(AccumulatorMeters.CHECKPOINT_AGE, () -> age(clock));
        update(view);
    }

    /** Takes over a newer view. */
    void update(JobView newer) {
        if (!newer.attempt().equals(view.attempt())) {
            seen.clear();
        }
        view = newer;
        newer.counts().forEach(this::count);
        nearShare.set(bySource.keySet().stream()
                .filter(name -> name.startsWith(JobCounters.RECEIVED))
                .map(name -> name.substring(JobCounters.RECEIVED.length()))
                .collect(Collectors.toMap(List::of, this::nearShare)));
        models.addAll(newer.models().keySet());
        gauges.forEach((gauge, value) -> gauge.set(models.stream()
                .collect(
                        Collectors.toMap(List::of, model -> value(newer.models().get(model), value)))));
    }

    /** The job was started again. */
    void restarted() {
        restarts.increment();
    }

    private void count(String name, long total) {
        long before = seen.getOrDefault(name, 0L);
        Counter counter = counters.get(name);
        if (counter != null) {
            counter.increment((double) Math.max(0, total - before));
        }
        if (name.startsWith(JobCounters.RECEIVED) || name.startsWith(JobCounters.NEAR)) {
            bySource.merge(name, Math.max(0, total - before), Long::sum);
        }
        seen.put(name, total);
    }

    private double nearShare(String source) {
        double received = bySource.getOrDefault(JobCounters.RECEIVED + source, 0L);
        return received == 0 ? 0 : bySource.getOrDefault(JobCounters.NEAR + source, 0L) / received;
    }

    private static long value(@Nullable ModelStatus status, ToLongFunction<ModelStatus> value) {
        return status == null ? 0L : value.applyAsLong(status);
    }

    private double age(Clock clock) {
        return view.checkpoint() == null
                ? Double.NaN
                : Duration.between(view.checkpoint(), clock.instant()).toMillis() / 1000.0;
    }
}
