package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What cleaning does, for the installation ({@code cleaning}) or for one model ({@code models.NAME.cleaning}), which
 * overrides it key by key.
 *
 * @param stages the kinds of records on which a stage works: kinds, {@code all} or {@code off}
 * @param redact personal data; for the installation only
 * @param values one spelling for dates, numbers and measures
 * @param language the languages of the records
 * @param quality thresholds of the quality heuristics
 * @param rulesFile a YAML file with {@code rules}, read again when it changes; for the installation only
 * @param rules rules that stand in the configuration itself; for the installation only
 */
public record CleaningSettings(
        Map<String, List<String>> stages,
        @Nullable RedactSettings redact,

        @LeftOut("as below; of a model: the installation's") @Nullable ValueSettings values,

        @LeftOut("as below; of a model: the installation's") @Nullable LanguageSettings language,

        @LeftOut("as below; of a model: the installation's") @Nullable QualitySettings quality,

        @Nullable String rulesFile,
        List<RuleSettings> rules) {
    public static final CleaningSettings DEFAULT = RecordBinder.defaults(CleaningSettings.class);

    private static final Set<String> STAGES = Set.of(
            "main-content",
            "markup",
            "boilerplate",
            "values",
            "language",
            "repetition",
            "quality",
            "low-information",
            "rules");
    private static final Set<String> KINDS = Set.of("qa", "document", "conversation", "all", "off", "false");

    public CleaningSettings {
        stages = Map.copyOf(stages);
        stages.forEach(CleaningSettings::checkStage);
        rules = List.copyOf(rules);
    }

    /** These settings of a model, completed from the installation's. */
    public CleaningSettings over(CleaningSettings installation) {
        Map<String, List<String>> merged = new LinkedHashMap<>(installation.stages);
        merged.putAll(stages);
        return new CleaningSettings(
                merged,
                installation.redact,
                values != null ? values : installation.values,
                language != null ? language : installation.language,
                quality != null ? quality : installation.quality,
                installation.rulesFile,
                installation.rules);
    }

    /** Refuses what only the installation may set. */
    CleaningSettings forModel() {
        if (redact != null || rulesFile != null || !rules.isEmpty()) {
            throw new IllegalArgumentException("cleaning: redact, rules and rules-file hold for the whole installation;"
                    + " move them to the key cleaning at the top, and name the models in a rule's models");
        }
        return this;
    }

    private static void checkStage(String stage, List<String> kinds) {
        if (!STAGES.contains(stage)) {
            throw new IllegalArgumentException("stages." + stage + ": no stage that can be switched; there are "
                    + String.join(", ", STAGES.stream().sorted().toList()));
        }
        kinds.stream().filter(kind -> !KINDS.contains(kind)).findFirst().ifPresent(kind -> {
            throw new IllegalArgumentException(
                    "stages." + stage + "=" + kind + ": must be qa, document, conversation, all or off");
        });
    }
}
