package dev.alluvium.contracts.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an answer is compared with what is expected. */
public enum AnswerMatcher {
    /** The answer contains the expected value as whole words or numbers and none of the forbidden ones. */
    CONTAINS,
    /** The answer is the expected text, case, width and final marks aside. */
    EXACT,
    /** The expected answer is likelier than every forbidden one. */
    CHOICE,
    /** The answer satisfies the expression that stands in place of the expected answer: in suites of one's own alone. */
    CHECK;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
