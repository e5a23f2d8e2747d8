package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a record was rejected. The code is what {@code alluvium rejected} filters by and what is counted. */
public enum ReasonCode {
    /** A field is missing, of the wrong type, or not known. */
    INVALID,
    /** The model is not declared and auto-create is off. */
    UNKNOWN_MODEL,
    /** The topic it came from may not write for its model, or in the name of its source. */
    NOT_ALLOWED,
    /** {@code occurredAt} is too far in the future. */
    FUTURE_TIME,
    /** Nothing is left after cleaning, or less than a record of its kind needs. */
    TOO_SHORT,
    /** More text than a record may have. */
    TOO_LONG,
    /** In a language that the model does not allow, or not in the one that it declares. */
    LANGUAGE,
    /** A text that the quality heuristics refuse. */
    LOW_QUALITY,
    /** A text that says next to nothing beyond its most common words. */
    LOW_INFORMATION,
    /** A configured rule rejects it. */
    RULE,
    /** Older than the live revision of its fact. */
    STALE,
    /** Equal in content to the live revision of its fact. */
    DUPLICATE,
    /** Equal in content to a live record of another fact. */
    DUPLICATE_ACROSS_FACTS,
    /** Says the same as a live record of another fact in nearly the same words. */
    NEAR_DUPLICATE,
    /** Same fact, same time, same question, another answer. */
    CONTRADICTION,
    /** Repeats content of a round that was refused while this record was held. */
    REFUSED_CONTENT,
    /** Already part of a live round. */
    ALREADY_LIVE;

    /** The code as it is written: lower case with hyphens. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
