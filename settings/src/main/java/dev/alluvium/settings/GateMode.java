package dev.alluvium.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the gate judges a round by: facts, free-form answers or documents. */
public enum GateMode {
    /** By what most of the round's new content is. */
    AUTO,
    /** By answers that are right or wrong: short values, and everything that has trusted probes. */
    FACTS,
    /** By how likely free-form answers are beside other answers of the round, and by their words. */
    OPEN,
    /** By how likely texts go on as they do, beside other texts of the round. */
    DOCUMENTS;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
