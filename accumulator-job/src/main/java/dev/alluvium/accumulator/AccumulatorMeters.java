package dev.alluvium.accumulator;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of the accumulator. Counters count since the service started. */
@SuppressWarnings("ImmutableEnumChecker")
public enum AccumulatorMeters implements MeterSpec {
    PENDING_RECORDS("pending.records", MeterType.GAUGE, "", "Records that a cut would accept now", "model"),
    PENDING_FACTS("pending.facts", MeterType.GAUGE, "", "Different facts among the pending records", "model"),
    PENDING_TOKENS(
            "pending.tokens",
            MeterType.GAUGE,
            "",
            "Tokens of the pending records, where the trigger counts them",
            "model"),
    INDEX_RECORDS("index.records", MeterType.GAUGE, "", "Records that duplicates are judged by", "model"),
    INDEX_BYTES("index", MeterType.GAUGE, "bytes", "Heap that these records take, about", "model"),
    HELD_RECORDS("held.records", MeterType.GAUGE, "", "Records that wait for an undecided round", "model"),
    OPEN_ROUNDS("open.rounds", MeterType.GAUGE, "", "Rounds that were cut and are not decided", "model"),
    ROUNDS("rounds", MeterType.COUNTER, "", "Rounds cut, by what cut them", "trigger"),
    DROPS("drops", MeterType.COUNTER, "", "Records left out at a cut, by cause", "cause"),
    SEGMENTS("segments", MeterType.COUNTER, "", "Segments written"),
    SEGMENT_RECORDS("segment.records", MeterType.COUNTER, "", "Records written into segments"),
    SEGMENT_BYTES("segment", MeterType.COUNTER, "bytes", "Bytes written into segments"),
    CHECKPOINT_AGE("checkpoint.age", MeterType.GAUGE, "seconds", "Time since the last completed checkpoint"),
    RUNNING("job.running", MeterType.GAUGE, "", "1 while every task of the job runs");

    private final String suffix;
    private final MeterType type;
    private final String unit;
    private final String description;
    private final List<String> tagKeys;

    AccumulatorMeters(String suffix, MeterType type, String unit, String description, String... tagKeys) {
        this.suffix = suffix;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.tagKeys = List.of(tagKeys);
    }

    @Override
    public String meterName() {
        return "alluvium.accumulator." + suffix;
    }

    @Override
    public MeterType type() {
        return type;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<String> tagKeys() {
        return tagKeys;
    }
}
