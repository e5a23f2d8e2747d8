package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.settings.CleaningSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * On which kinds of records a stage works where nothing is configured. What rewrites values leaves questions and answers
 * alone: a probe expects the answer in the words in which it was pushed. What judges running text leaves them alone too:
 * "3.2 kg." is a perfect answer.
 */
final class Stages {
    private static final Set<RecordKind> ALL = EnumSet.of(RecordKind.QA, RecordKind.DOCUMENT, RecordKind.CONVERSATION);
    private static final Set<RecordKind> DOCUMENTS = EnumSet.of(RecordKind.DOCUMENT);
    private static final Map<String, Set<RecordKind>> DEFAULTS = Map.of(
            "main-content", DOCUMENTS,
            "markup", ALL,
            "boilerplate", DOCUMENTS,
            "values", DOCUMENTS,
            "language", ALL,
            "repetition", ALL,
            "quality", DOCUMENTS,
            "low-information", DOCUMENTS,
            "rules", ALL);

    /** A delete that names its fact by the question must be read as the question was. */
    private static final Set<String> REWRITING = Set.of("markup", "values");

    private final CleaningSettings settings;

    Stages(CleaningSettings settings) {
        this.settings = settings;
    }

    Filter on(String stage, Filter filter) {
        List<String> configured = settings.stages().get(stage);
        Set<RecordKind> kinds = configured == null
                ? EnumSet.copyOf(Objects.requireNonNull(DEFAULTS.get(stage), stage))
                : kinds(configured);
        if (kinds.contains(RecordKind.QA) && REWRITING.contains(stage)) {
            kinds.add(RecordKind.DELETE);
        }
        return new KindSwitchedFilter(filter, kinds);
    }

    private static Set<RecordKind> kinds(List<String> configured) {
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        for (String each : configured) {
            if (each.equals("all")) {
                kinds.addAll(ALL);
            } else if (!each.equals("off") && !each.equals("false")) {
                kinds.add(RecordKind.valueOf(each.toUpperCase(Locale.ROOT)));
            }
        }
        return kinds;
    }
}
