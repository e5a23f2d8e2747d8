package dev.alluvium.cleaning;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of cleaning. */
public enum CleaningMeters implements MeterSpec {
    RECORDS(
            "alluvium.cleaning.records",
            MeterType.COUNTER,
            "",
            "Outcomes: clean, rejected (with its reason), dead-letter, erased; held is no outcome yet",
            "outcome",
            "reason"),
    REDACTED(
            "alluvium.cleaning.redacted",
            MeterType.COUNTER,
            "",
            "Different values of personal data that were replaced, by type; never the values",
            "type"),
    CHANGED(
            "alluvium.cleaning.changed",
            MeterType.COUNTER,
            "",
            "Clean records that a filter changed or flagged",
            "filter"),
    HELD("alluvium.cleaning.held", MeterType.GAUGE, "", "Records that wait for the verdict on an undecided round"),
    STAGE(
            "alluvium.cleaning.stage",
            MeterType.TIMER,
            "seconds",
            "Time for one record in a stage: pipeline, fact or control",
            "stage"),
    LAG("alluvium.cleaning.lag", MeterType.GAUGE, "", "Records received that the stream has not read yet"),
    RUNNING(
            "alluvium.cleaning.running",
            MeterType.GAUGE,
            "",
            "1 while the stream runs, 0 while it starts or has stopped");

    private final Declaration declaration;

    CleaningMeters(String meterName, MeterType type, String unit, String description, String... tagKeys) {
        this.declaration = new Declaration(meterName, type, unit, description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
