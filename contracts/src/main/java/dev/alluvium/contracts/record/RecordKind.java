package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of content that a record carries. */
public enum RecordKind {
    /** A question ({@code instruction}, {@code input}) and its answer ({@code output}). */
    @JsonProperty("qa")
    QA,
    /** Running text with an optional title. */
    @JsonProperty("document")
    DOCUMENT,
    /** Messages of a conversation. */
    @JsonProperty("conversation")
    CONVERSATION,
    /** The explicit erasure of a fact. */
    @JsonProperty("delete")
    DELETE
}
