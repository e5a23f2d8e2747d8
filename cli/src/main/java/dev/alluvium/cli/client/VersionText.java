package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.registry.VersionState.Evaluation;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version in lines for people: what it is, how it was trained, what the gate said. */
public final class VersionText {
    private static final int SHOWN_CASES = 10;
    private static final double KIB = 1024;

    private VersionText() {}

    /**
     * The version's lines.
     *
     * @param name such as {@code notes@3}
     * @param report of its evaluation; missing if there is none
     * @param cases whether questions that it answered wrongly are listed
     */
    public static List<String> of(String name, VersionState version, JsonNode report, boolean cases) {
        List<String> lines = new ArrayList<>();
        add(lines, name + "  ", stage(version));
        if (version.version() == 0) {
            lines.add("  the base, without an adapter");
            return lines;
        }
        if (version.stage() == Stage.REVIEW) {
            add(
                    lines,
                    "  ends by   ",
                    "alluvium promote " + name + ", or alluvium reject " + name
                            + " --not-now (its records train with the next round) or --wrong (they are banned)");
        }
        add(lines, "  trained   ", trained(version));
        training(version).ifPresent(text -> add(lines, "  training  ", text));
        adapter(version).ifPresent(text -> add(lines, "  adapter   ", text));
        Evaluation evaluation = version.evaluation();
        add(
                lines,
                "  gate      ",
                evaluation == null
                        ? "not judged yet"
                        : evaluation.decision().word() + ", by "
                                + evaluation.evidence().code() + " probes, compared with version "
                                + evaluation.baseline());
        report.path("verdict")
                .path("rules")
                .forEach(rule -> add(lines, rule(rule), rule.path("detail").asText()));
        if (cases) {
            lines.addAll(wrong(report));
        } else if (evaluation != null && version.stage() != Stage.LIVE) {
            lines.add("  --report lists questions that it answered wrongly");
        }
        return lines;
    }

    private static String stage(VersionState version) {
        String waits = version.waitsFor();
        Instant promoted = version.promotedAt();
        return version.stage()
                + (waits == null ? "" : ": " + waits)
                + (promoted == null ? "" : ", promoted " + seconds(promoted));
    }

    private static String trained(VersionState version) {
        String rounds = String.join(", ", version.rounds());
        String how = version.rebuild() != null
                ? "from the base on all current facts of version " + version.parent()
                : rounds.isEmpty() ? "elsewhere" : "from version " + version.parent() + " on " + rounds;
        return how + ", " + seconds(version.trainedAt()) + ", " + version.run();
    }

    private static Optional<String> training(VersionState version) {
        return Optional.ofNullable(version.training())
                .map(figures -> String.format(
                        Locale.ROOT,
                        "%s, %s, %s, %s in %.1f s; loss %.3f -> %.3f; replay %.0f %% of the loss",
                        CountText.of(figures.records(), "record"),
                        CountText.of(figures.examples(), "example"),
                        CountText.of(figures.steps(), "step"),
                        CountText.of(figures.tokens(), "token"),
                        figures.seconds(),
                        figures.firstLoss(),
                        figures.lastLoss(),
                        figures.replayShare() * 100));
    }

    private static Optional<String> adapter(VersionState version) {
        return Optional.ofNullable(version.adapter())
                .map(artifact -> String.format(
                        Locale.ROOT,
                        "sha256 %s, %,.0f KiB; attested: %s",
                        artifact.sha256(),
                        artifact.bytes() / KIB,
                        version.attestations().stream()
                                .map(Attestation::statement)
                                .map(statement -> statement.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** What became of a rule, as one character. */
    static String mark(JsonNode rule) {
        return switch (rule.path("status").asText()) {
            case "PASSED" -> "✓";
            case "FAILED" -> "✗";
            case "ADVISORY" -> "i";
            case "NOT_APPLICABLE" -> "-";
            default -> "?";
        };
    }

    private static String rule(JsonNode rule) {
        return String.format("    %s %-16s ", mark(rule), rule.path("rule").asText());
    }

    private static void add(List<String> lines, String head, String text) {
        lines.addAll(TextTable.row(head, text, Terminal.columns()));
    }

    /** The first questions that the champion before it answered better, or that it answered wrongly. */
    private static List<String> wrong(JsonNode report) {
        List<String> lines = new ArrayList<>();
        int left = 0;
        for (JsonNode suite : report.path("suites")) {
            int shown = 0;
            for (JsonNode each : suite.path("facts")) {
                for (JsonNode asked : each.path("cases")) {
                    if (asked.path("candidate").path("passed").asBoolean(true)) {
                        continue;
                    }
                    if (shown++ >= SHOWN_CASES) {
                        left++;
                        continue;
                    }
                    if (shown == 1) {
                        lines.add("  wrong answers in " + suite.path("suite").asText());
                    }
                    add(lines, "    ", question(asked));
                }
            }
        }
        if (left > 0) {
            lines.add("    and " + left + " more; --output json has all");
        }
        return lines;
    }

    private static String question(JsonNode asked) {
        JsonNode probe = asked.path("probe");
        return quoted(probe.path("prompt")) + " wants " + quoted(probe.path("expect")) + ", got "
                + quoted(asked.path("candidate").path("answer"));
    }

    private static String quoted(JsonNode text) {
        return "'" + Objects.requireNonNullElse(text.asText(), "").replace("\n", "\\n") + "'";
    }

    /** To the second; a dash for never. */
    public static String seconds(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
