package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.config.AlluviumConfig;
import dev.alluvium.contracts.config.DefaultModelConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What the pure pipeline needs to know.
 *
 * @param models declared models
 * @param defaultModel where a record goes that names none
 * @param autoCreate whether naming an undeclared model declares it
 * @param factKey the secret under which personal fact names are hashed
 * @param redactor what counts as personal data here
 * @param maxAhead how far {@code occurredAt} may be ahead of the broker's clock
 */
public record CleaningConfig(
        Set<String> models,
        String defaultModel,
        boolean autoCreate,
        FactKeyHash factKey,
        Redactor redactor,
        LengthFilter.Limits lengths,
        Duration maxAhead) {
    public CleaningConfig {
        models = Set.copyOf(models);
    }

    /** From the configuration file, with the standard limits. */
    public static CleaningConfig of(AlluviumConfig config, FactKeyHash factKey) {
        DefaultModelConfig defaults = Objects.requireNonNull(config.defaultModel());
        return new CleaningConfig(
                config.modelNames(),
                Objects.requireNonNull(defaults.model()),
                Boolean.TRUE.equals(defaults.autoCreate()),
                factKey,
                Redactor.standard(),
                LengthFilter.Limits.STANDARD,
                Duration.ofMinutes(5));
    }
}
