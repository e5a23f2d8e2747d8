package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.List;

/**
 * The languages of a model's records.
 *
 * @param allowed ISO 639-1 codes; none for any language
 * @param declared what happens when a record is not in the language that it declares
 */
@WhenOff(remedy = "write cleaning: { stages: { language: off } }")
public record LanguageSettings(
        List<String> allowed, @Default("flag") RuleAction declared) {
    public static final LanguageSettings DEFAULT = RecordBinder.defaults(LanguageSettings.class);

    public LanguageSettings {
        allowed = List.copyOf(allowed);
        allowed.stream().filter(code -> !code.matches("[a-z]{2}")).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("allowed=" + code + ": must be an ISO 639-1 code; try zh or en");
        });
    }
}
