package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What records.clean carries: a clean record, or the explicit erasure of a fact. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CleanRecord.class, name = "record"),
    @JsonSubTypes.Type(value = Erasure.class, name = "erasure")
})
public sealed interface CleanEvent permits CleanRecord, Erasure {
    String model();

    String fact();
}
