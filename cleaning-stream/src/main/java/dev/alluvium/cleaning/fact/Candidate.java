package dev.alluvium.cleaning.fact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordKind;

/**
 * A record that passed every filter and now asks its fact.
 *
 * @param clean the record; kind delete asks for the erasure of its fact
 * @param requeued whether it was in a round before and is offered again
 */
public record Candidate(CleanRecord clean, boolean requeued) implements FactEvent {
    @Override
    public String model() {
        return clean.model();
    }

    @Override
    public String fact() {
        return clean.fact();
    }

    /** Whether it asks for the erasure of its fact. */
    @JsonIgnore
    public boolean isDelete() {
        return clean.record().kind() == RecordKind.DELETE;
    }

    public RawPosition position() {
        return clean.position();
    }
}
