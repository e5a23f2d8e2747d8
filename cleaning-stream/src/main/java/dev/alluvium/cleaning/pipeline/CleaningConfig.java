package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.personal.AllowList;
import dev.alluvium.cleaning.personal.PersonalType;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.DefaultModelConfig;
import dev.alluvium.settings.RedactSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the pure pipeline needs to know.
 *
 * @param models declared models with their settings, completed from the installation's
 * @param standard settings of a model that is not declared
 * @param defaultModel where a record goes that names none
 * @param autoCreate whether naming an undeclared model declares it
 * @param factKey the secret under which personal fact names are hashed
 * @param redactor what counts as personal data here
 * @param rules those that hold now
 * @param topics further topics that records come from, with what their writers may do
 * @param maxAhead how far {@code occurredAt} may be ahead of the broker's clock
 */
public record CleaningConfig(
        Map<String, CleaningSettings> models,
        CleaningSettings standard,
        String defaultModel,
        boolean autoCreate,
        FactKeyHash factKey,
        Redactor redactor,
        Supplier<RuleSet> rules,
        LengthFilter.Limits lengths,
        Map<String, RawTopic> topics,
        Duration maxAhead) {
    public CleaningConfig {
        models = Map.copyOf(models);
        topics = Map.copyOf(topics);
    }

    /**
     * From the configuration file, with the standard limits.
     *
     * @throws IllegalArgumentException that names the key, the value and the remedy
     */
    public static CleaningConfig of(AlluviumConfig config, FactKeyHash factKey, Supplier<RuleSet> rules) {
        DefaultModelConfig defaults = config.defaultModel();
        CleaningSettings standard = config.cleaning();
        Map<String, CleaningSettings> models = new HashMap<>();
        config.models()
                .forEach((name, model) -> models.put(name, model.cleaning().over(standard)));
        return new CleaningConfig(
                models,
                standard,
                defaults.model(),
                Boolean.TRUE.equals(defaults.autoCreate()),
                factKey,
                redactor(Objects.requireNonNullElse(standard.redact(), RedactSettings.DEFAULT)),
                rules,
                LengthFilter.Limits.STANDARD,
                RawTopic.of(config.ingest().topics()),
                Duration.ofMinutes(5));
    }

    private static Redactor redactor(RedactSettings settings) {
        Set<PersonalType> types = EnumSet.copyOf(PersonalType.STANDARD);
        types.addAll(types("also", settings.also()));
        types.removeAll(types("ignore", settings.ignore()));
        return new Redactor(types, new AllowList(settings.allow()));
    }

    private static Set<PersonalType> types(String key, List<String> codes) {
        Map<String, PersonalType> known = Arrays.stream(PersonalType.values())
                .collect(Collectors.toMap(PersonalType::code, type -> type, (a, b) -> a, LinkedHashMap::new));
        Set<PersonalType> types = EnumSet.noneOf(PersonalType.class);
        for (String code : codes) {
            PersonalType type = known.get(code);
            if (type == null) {
                throw new IllegalArgumentException("cleaning.redact." + key + "=" + code + ": must be one of "
                        + String.join(", ", known.keySet()));
            }
            types.add(type);
        }
        return types;
    }
}
