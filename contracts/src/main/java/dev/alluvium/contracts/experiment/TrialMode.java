package dev.alluvium.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who sees the answers of a version that is tried. */
public enum TrialMode {
    /** Its share of the users, who are answered by nothing else. */
    SPLIT("split"),
    /** Nobody: the champion answers, and the challenger is asked the same afterwards. It never promotes. */
    SHADOW("shadow");

    private final String code;

    TrialMode(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }
}
