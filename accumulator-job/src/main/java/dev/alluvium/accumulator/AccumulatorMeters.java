package dev.alluvium.accumulator;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of the accumulator. Counters count since the service started. */
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
    NEAR_DUPLICATES(
            "near.duplicates.share",
            MeterType.GAUGE,
            "",
            "Share of a source's clean records that were rejected as near-duplicates, since the service started; of sources"
                    + " beyond the first hundred together, as other",
            "source"),
    SEGMENTS("segments", MeterType.COUNTER, "", "Segments written"),
    SEGMENT_RECORDS("segment.records", MeterType.COUNTER, "", "Records written into segments"),
    SEGMENT_BYTES("segment", MeterType.COUNTER, "bytes", "Bytes written into segments"),
    CHECKPOINT_AGE("checkpoint.age", MeterType.GAUGE, "seconds", "Time since the last completed checkpoint"),
    RESTARTS(
            "job.restarts",
            MeterType.COUNTER,
            "",
            "Times that the job was started again after it had been cancelled, had failed for good or its cluster had ended"),
    RUNNING("job.running", MeterType.GAUGE, "", "1 while every task of the job runs");

    private final Declaration declaration;

    AccumulatorMeters(String suffix, MeterType type, String unit, String description, String... tagKeys) {
        this.declaration = new Declaration("alluvium.accumulator." + suffix, type, unit, description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
