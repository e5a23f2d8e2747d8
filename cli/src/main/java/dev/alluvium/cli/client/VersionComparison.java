package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of a model side by side: where their lines part, what only one of them was trained on, how each was trained
 * and what the gate said of each.
 *
 * @param common the nearest version that both come from; it may be one of them
 * @param onlyFirst rounds in the first one's ancestry alone
 * @param onlySecond rounds in the second one's ancestry alone
 * @param sameQuestions whether their evaluations asked the same; false where one has none
 */
public record VersionComparison(
        String model,
        int first,
        int second,
        int common,
        List<String> onlyFirst,
        List<String> onlySecond,
        boolean sameQuestions,
        List<Line> lines) {
    public VersionComparison {
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
        lines = List.copyOf(lines);
    }

    /** One thing of both; null where a version has no such thing. */
    public record Line(
            String what, @Nullable String first, @Nullable String second) {}

    /**
     * Compares two versions.
     *
     * @param firstReport of the first one's evaluation; missing if there is none
     * @param secondReport of the second one's
     */
    public static VersionComparison of(
            ModelState model, VersionState first, VersionState second, JsonNode firstReport, JsonNode secondReport) {
        Set<String> ofFirst = rounds(model, first);
        Set<String> ofSecond = rounds(model, second);
        List<Line> lines = new ArrayList<>();
        for (Figure figure : FIGURES) {
            Line line = new Line(figure.name, figure.of.apply(first), figure.of.apply(second));
            if (line.first != null || line.second != null) {
                lines.add(line);
            }
        }
        lines.addAll(rules(firstReport, secondReport));
        String asked = firstReport.path("probes").asText("");
        return new VersionComparison(
                model.model(),
                first.version(),
                second.version(),
                common(model, first, second),
                without(ofFirst, ofSecond),
                without(ofSecond, ofFirst),
                !asked.isEmpty() && asked.equals(secondReport.path("probes").asText("")),
                lines);
    }

    private record Figure(String name, Function<VersionState, @Nullable String> of) {}

    private static final List<Figure> FIGURES = List.of(
            new Figure("stage", version -> version.stage().toString()),
            new Figure("parent", version -> version.version() == 0 ? null : String.valueOf(version.parent())),
            new Figure("trained", version -> version.version() == 0 ? null : VersionText.seconds(version.trainedAt())),
            new Figure(
                    "promoted",
                    version -> version.promotedAt() == null ? null : VersionText.seconds(version.promotedAt())),
            new Figure("rounds", version -> version.rounds().isEmpty() ? null : String.join(", ", version.rounds())),
            training("records", "%,d", figures -> figures.records()),
            training("steps", "%,d", figures -> figures.steps()),
            training("tokens", "%,d", figures -> figures.tokens()),
            training("training, s", "%.1f", figures -> figures.seconds()),
            training("last loss", "%.3f", figures -> figures.lastLoss()),
            training("replay, of the loss", "%.0f %%", figures -> 100 * figures.replayShare()),
            evaluation("gate", evaluation -> evaluation.decision().word()),
            evaluation("evidence", evaluation -> evaluation.evidence().code()),
            evaluation("compared with", evaluation -> "version " + evaluation.baseline()));

    private static Figure training(String name, String format, Function<TrainingFigures, Object> of) {
        return new Figure(
                name,
                version -> version.training() == null
                        ? null
                        : String.format(Locale.ROOT, format, of.apply(version.training())));
    }

    private static Figure evaluation(String name, Function<VersionState.Evaluation, String> of) {
        return new Figure(name, version -> version.evaluation() == null ? null : of.apply(version.evaluation()));
    }

    private static int common(ModelState model, VersionState first, VersionState second) {
        Set<Integer> line = model.ancestry(first.version()).stream()
                .map(VersionState::version)
                .collect(Collectors.toSet());
        return model.ancestry(second.version()).stream()
                .map(VersionState::version)
                .filter(line::contains)
                .findFirst()
                .orElse(0);
    }

    private static Set<String> rounds(ModelState model, VersionState version) {
        return model.ancestry(version.version()).stream()
                .flatMap(ancestor -> ancestor.rounds().stream())
                .collect(Collectors.toSet());
    }

    private static List<String> without(Set<String> rounds, Set<String> others) {
        return rounds.stream().filter(round -> !others.contains(round)).sorted().toList();
    }

    private static List<Line> rules(JsonNode first, JsonNode second) {
        Set<String> names = new LinkedHashSet<>();
        List.of(first, second).forEach(report -> stream(report).forEach(rule -> names.add(name(rule))));
        return names.stream()
                .map(name -> new Line(name, found(first, name), found(second, name)))
                .toList();
    }

    private static @Nullable String found(JsonNode report, String name) {
        return stream(report)
                .filter(rule -> name(rule).equals(name))
                .map(VersionComparison::text)
                .findFirst()
                .orElse(null);
    }

    private static Stream<JsonNode> stream(JsonNode report) {
        return StreamSupport.stream(report.path("verdict").path("rules").spliterator(), false);
    }

    private static String name(JsonNode rule) {
        return rule.path("rule").asText();
    }

    /** Its mark, its value, and the bound that decides where there is one. */
    private static String text(JsonNode rule) {
        JsonNode value = rule.path("value");
        JsonNode bound = rule.path("bound");
        String mark = VersionText.mark(rule);
        return value.isNumber()
                ? mark + " " + number(rule, value) + (bound.isNumber() ? ", bound " + number(rule, bound) : "")
                : mark;
    }

    private static String number(JsonNode rule, JsonNode value) {
        return name(rule).equals("perplexity")
                ? String.format(Locale.ROOT, "%.2f", value.asDouble())
                : String.format(Locale.ROOT, "%.1f %%", 100 * value.asDouble());
    }
}
