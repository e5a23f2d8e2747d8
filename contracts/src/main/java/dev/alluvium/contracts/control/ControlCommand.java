package dev.alluvium.contracts.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.record.CleanRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What flows back against the main direction. Every command is idempotent: its id, or its generation, says so. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlCommand.Cut.class, name = "cut"),
    @JsonSubTypes.Type(value = ControlCommand.RoundDecided.class, name = "round-decided"),
    @JsonSubTypes.Type(value = ControlCommand.Dropped.class, name = "dropped"),
    @JsonSubTypes.Type(value = ControlCommand.Requeue.class, name = "requeue"),
    @JsonSubTypes.Type(value = ControlCommand.Erase.class, name = "erase")
})
public sealed interface ControlCommand {
    String model();

    Instant at();

    /**
     * Cut a round now, whatever the triggers say, once every raw record up to {@code through} was seen.
     *
     * @param id names the request; a second one with the same id does nothing
     */
    record Cut(String model, String id, Instant at) implements ControlCommand {}

    /**
     * The registry's final verdict on a round; the highest generation of a round wins.
     *
     * @param version the version that it was trained into, if any
     */
    record RoundDecided(
            String model,
            String round,
            long generation,
            Outcome outcome,
            @Nullable Integer version,
            Instant at) implements ControlCommand {
        /** Live, or refused: failed, given up, or rolled back. */
        public enum Outcome {
            LIVE,
            REFUSED
        }
    }

    /**
     * The accumulator dropped these records for good, and no round was there to decide on them: nothing waits for them any
     * more. Their manifest, which has no records, is in the store.
     *
     * @param id the number that the manifest took, such as {@code r000004}
     */
    record Dropped(String model, String id, List<DroppedRecord> records, Instant at) implements ControlCommand {
        public Dropped {
            records = List.copyOf(records);
        }
    }

    /**
     * Offer the records of a quarantined round again, through cleaning like any others.
     *
     * @param except what stays in quarantine; null for nothing
     */
    record Requeue(
            String model, String round, String id, @Nullable Exclusion except, Instant at) implements ControlCommand {
        /** Of the whole round. */
        public Requeue(String model, String round, String id, Instant at) {
            this(model, round, id, null, at);
        }

        /** Whether a record of the round is offered again. */
        public boolean offers(CleanRecord record) {
            return except == null || !except.covers(record);
        }
    }

    /** Erase a fact everywhere. */
    record Erase(String model, String fact, String id, Instant at) implements ControlCommand {}
}
