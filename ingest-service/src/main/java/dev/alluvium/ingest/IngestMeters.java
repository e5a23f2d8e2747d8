package dev.alluvium.ingest;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of admission. */
public enum IngestMeters implements MeterSpec {
    RECORDS(
            "alluvium.ingest.records",
            MeterType.COUNTER,
            "",
            "Records by outcome: accepted, refused (not valid) or failed (Kafka did not take them)",
            "outcome"),
    BYTES("alluvium.ingest.accepted", MeterType.COUNTER, "bytes", "Bytes of accepted records"),
    APPEND(
            "alluvium.ingest.append",
            MeterType.TIMER,
            "seconds",
            "Time until Kafka acknowledged all records of a request"),
    THROTTLED(
            "alluvium.ingest.throttled",
            MeterType.COUNTER,
            "",
            "Requests answered 429, by reason: quota (of a source) or concurrency (too many at once)",
            "reason"),
    DOCUMENTS(
            "alluvium.ingest.documents",
            MeterType.COUNTER,
            "",
            "Documents by outcome: accepted, or refused (not readable, or not within the limits)",
            "outcome"),
    WORKER_RESTARTS(
            "alluvium.ingest.worker.restarts",
            MeterType.COUNTER,
            "",
            "Times the process that reads documents was lost, to a document or to its time limit");

    private final Declaration declaration;

    IngestMeters(String meterName, MeterType type, String unit, String description, String... tagKeys) {
        this.declaration = new Declaration(meterName, type, unit, description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
