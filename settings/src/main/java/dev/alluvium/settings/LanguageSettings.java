package dev.alluvium.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The languages of a model's records.
 *
 * @param allowed ISO 639-1 codes; none for any language
 * @param declared what happens when a record is not in the language that it declares
 */
@WhenOff(remedy = "write cleaning: { stages: { language: off } }")
public record LanguageSettings(
        @Nullable List<String> allowed, @Nullable RuleAction declared) {
    public static final LanguageSettings DEFAULT = new LanguageSettings(null, null);

    public LanguageSettings {
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
        declared = declared == null ? RuleAction.FLAG : declared;
        allowed.stream().filter(code -> !code.matches("[a-z]{2}")).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("allowed=" + code + ": must be an ISO 639-1 code; try zh or en");
        });
    }
}
