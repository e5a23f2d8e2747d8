package dev.alluvium.cleaning.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What changes the state of a fact. All events of a fact are in one partition. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Candidate.class, name = "candidate"),
    @JsonSubTypes.Type(value = FactDecision.class, name = "decision"),
    @JsonSubTypes.Type(value = DroppedRecords.class, name = "departure"),
    @JsonSubTypes.Type(value = Forget.class, name = "forget")
})
public sealed interface FactEvent permits Candidate, FactDecision, DroppedRecords, Forget {
    String model();

    String fact();
}
