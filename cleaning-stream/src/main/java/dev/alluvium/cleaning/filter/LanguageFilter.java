package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.language.LanguageDetector;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.CodeSpans;
import dev.alluvium.cleaning.text.LearntText;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.settings.LanguageSettings;
import dev.alluvium.settings.RuleAction;
import java.util.List;
import java.util.Optional;

/**
 * Compares the language of what a model would learn to write with the one that the record declares and with those that
 * the model allows; code is not looked at. A text that does not show its language certainly passes.
 */
public final class LanguageFilter implements Filter {
    private final List<String> allowed;
    private final RuleAction declared;

    public LanguageFilter(LanguageSettings settings) {
        this.allowed = settings.allowed();
        this.declared = settings.declared();
    }

    @Override
    public String name() {
        return "language";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        String language = filtered.record().language();
        if (language == null && allowed.isEmpty()) {
            return new FilterResult.Keep(filtered);
        }
        String body = CodeSpans.without(LearntText.of(filtered.record()));
        if (!allowed.isEmpty()) {
            Optional<String> found = LanguageDetector.excludes(body, allowed);
            if (found.isPresent()) {
                return new FilterResult.Drop(
                        ReasonCode.LANGUAGE,
                        "is in " + found.get() + ": the model allows " + String.join(", ", allowed)
                                + "; send it to another model, or add it to language.allowed");
            }
        }
        return language == null ? new FilterResult.Keep(filtered) : consistent(filtered, body, language);
    }

    private FilterResult consistent(FilteredRecord filtered, String body, String language) {
        Optional<String> other = LanguageDetector.contradicts(body, language);
        if (other.isEmpty()) {
            return new FilterResult.Keep(filtered);
        }
        return declared == RuleAction.FLAG
                ? new FilterResult.Keep(
                        filtered.noted("language: flagged, declares " + language + ", is in " + other.get()))
                : new FilterResult.Drop(
                        ReasonCode.LANGUAGE,
                        "language=" + language + ": the text is in " + other.get() + "; declare its language, or none");
    }
}
