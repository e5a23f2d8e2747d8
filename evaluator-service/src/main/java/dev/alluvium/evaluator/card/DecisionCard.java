package dev.alluvium.evaluator.card;

import static java.util.Map.entry;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.evaluator.cases.Contradiction;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.SuiteComparison;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import dev.alluvium.knowledge.registry.VerdictCounts;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.settings.GateMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the card: a page without scripts, fonts or pictures from elsewhere, which can be mailed and archived as it is. */
public final class DecisionCard {
    private static final int MOST_CONTRADICTIONS = 20;

    /** The figures do not tell how many general facts were asked. */
    private static final int GENERAL = -1;

    private static final Map<String, String> RULES = Map.ofEntries(
            entry("new-facts.floor", "New facts known"),
            entry("new-facts.gain", "New facts gained"),
            entry("new-facts.weaker", "New facts with weaker evidence"),
            entry("earlier-facts", "Earlier facts lost"),
            entry("general", "General knowledge lost"),
            entry("superseded", "Old values still answered"),
            entry("contradictions", "Trusted probes contradicted"),
            entry("perplexity", "Perplexity of the answers"),
            entry("answers.belong", "Texts that belong where they stand"),
            entry("answers.learnt", "Texts told apart"),
            entry("answers.gain", "Bits per byte gained"),
            entry("answers.rouge-l", "ROUGE-L lost"),
            entry("earlier-answers", "Earlier texts lost"));

    private DecisionCard() {}

    /** The page as HTML. */
    public static String html(CardInput input) {
        EvaluationReport report = input.report();
        String name = name(input);
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + name
                + "</title><style>" + style() + "</style></head><body><main>"
                + head(name, report)
                + ends(name, input.version())
                + figures(report.reported().figures())
                + rules(report.verdict())
                + examples(report)
                + comparisons(report)
                + AnswerOverlap.of(report)
                + contradictions(report.findings().contradictions())
                + retrieval(report.findings().retrieval())
                + training(input)
                + lineage(input)
                + "</main></body></html>\n";
    }

    private static String name(CardInput input) {
        VersionState version = input.version();
        String of = version == null ? " run " + input.report().run() : "@" + version.version();
        return Html.text(input.report().model() + of);
    }

    private static String head(String name, EvaluationReport report) {
        Verdict verdict = report.verdict();
        return "<header><p class=\"badge " + tone(verdict) + "\">" + word(verdict) + "</p><h1>" + name + "</h1><p>"
                + Html.text(verdict.reason()) + "</p><p class=\"quiet\">Compared with version " + report.baseline()
                + profile(report.reported().profile()) + " on <b>"
                + verdict.evidence().code() + "</b> evidence, "
                + report.at().truncatedTo(ChronoUnit.SECONDS) + "</p></header>";
    }

    /** What ends the wait of a version for an operator, and what each does to its records. */
    private static String ends(String name, @Nullable VersionState version) {
        return version == null || version.stage() != VersionState.Stage.REVIEW
                ? ""
                : "<section><p>The wait ends by <code>alluvium promote " + name + "</code>; by <code>alluvium reject "
                        + name
                        + " --not-now</code>: its records train with the next round, and nothing is banned; or by"
                        + " <code>alluvium reject " + name + " --wrong</code>: its rounds go to quarantine, and equal"
                        + " content is refused until they are requeued.</p></section>";
    }

    private static String profile(@Nullable GateMode profile) {
        return profile == null ? "" : ", judged by <b>" + profile.code() + "</b>,";
    }

    private static String word(Verdict verdict) {
        if (verdict.needsApproval()) {
            return "Waits for an operator";
        }
        return switch (verdict.decision()) {
            case SUCCESSFUL -> "Passed";
            case FAILED -> "Refused";
            case INCONCLUSIVE -> "Not judged";
            case ERROR -> "Could not be evaluated";
        };
    }

    private static String tone(Verdict verdict) {
        if (verdict.needsApproval() || verdict.decision() == EvaluationDecision.INCONCLUSIVE) {
            return "wait";
        }
        return verdict.decision() == EvaluationDecision.SUCCESSFUL ? "good" : "bad";
    }

    private static String figures(EvaluationFigures figures) {
        if (figures.newFacts() + figures.earlierFacts() == 0) {
            return "";
        }
        return "<section class=\"tiles\">"
                + tile("New facts known", figures.newFacts(), figures.uptakeBefore(), figures.uptakeAfter())
                + tile("Earlier facts known", figures.earlierFacts(), figures.earlierBefore(), figures.earlierAfter())
                + tile("General facts known", GENERAL, figures.generalBefore(), figures.generalAfter())
                + "</section>";
    }

    private static String tile(String name, int facts, double before, double after) {
        if (facts == 0) {
            return "";
        }
        String of = facts == GENERAL ? "" : " (" + facts + " asked)";
        return "<div class=\"tile\"><p class=\"quiet\">" + name + of + "</p><p class=\"big\">" + Html.percent(before)
                + " <span class=\"quiet\">→</span> " + Html.percent(after) + "</p></div>";
    }

    private static String rules(Verdict verdict) {
        if (verdict.rules().isEmpty()) {
            return "";
        }
        String rows = verdict.rules().stream().map(DecisionCard::rule).collect(Collectors.joining());
        return "<section><h2>What decided</h2><p class=\"quiet\">Dot: what was measured. Bar: to the bound that is"
                + " compared. Line: the limit.</p>" + rows + "</section>";
    }

    private static String rule(RuleResult rule) {
        String sign = switch (rule.status()) {
            case PASSED -> "<span class=\"good\">✓</span>";
            case FAILED -> "<span class=\"bad\">✗</span>";
            case MISSING, INCONCLUSIVE -> "<span class=\"wait\">?</span>";
            case NOT_APPLICABLE, ADVISORY -> "<span class=\"quiet\">·</span>";
        };
        return "<div class=\"rule\"><div class=\"sign\">" + sign + "</div><div><b>"
                + RULES.getOrDefault(rule.rule(), Html.text(rule.rule())) + "</b><br><span class=\"quiet\">"
                + Html.text(rule.detail()) + "</span></div><div>" + IntervalBar.of(rule) + "</div></div>";
    }

    private static String examples(EvaluationReport report) {
        String examples = ExampleFacts.of(report);
        return examples.isEmpty() ? "" : "<section><h2>By example</h2>" + examples + "</section>";
    }

    private static String comparisons(EvaluationReport report) {
        List<SuiteComparison> suites = report.findings().comparisons();
        return suites == null ? "" : Comparisons.of(suites);
    }

    private static String contradictions(List<Contradiction> found) {
        if (found.isEmpty()) {
            return "";
        }
        List<List<String>> all = found.stream()
                .map(each -> List.of(
                        Html.text(each.fact()),
                        Html.text(each.states()),
                        Html.text(each.source() == null ? "not named" : each.source()),
                        Html.text(each.probe().expect())))
                .distinct()
                .toList();
        String more = all.size() > MOST_CONTRADICTIONS
                ? "<p class=\"quiet\">" + (all.size() - MOST_CONTRADICTIONS) + " more are in the report.</p>"
                : "";
        return "<section><h2>Records against trusted probes</h2>"
                + Html.table(
                        List.of("fact", "the record says", "its source", "the probe expects"),
                        all.stream().limit(MOST_CONTRADICTIONS).toList())
                + more + "</section>";
    }

    private static String retrieval(@Nullable RetrievalBaseline found) {
        return found == null
                ? ""
                : "<section><h2>Why not just retrieval?</h2><p>The untrained base with the round's best-matching"
                        + " record in its prompt answers " + Html.percent(found.retrieved()) + " of " + found.asked()
                        + " of the new facts' questions; this version, with nothing in its prompt, "
                        + Html.percent(found.trained()) + ".</p></section>";
    }

    private static String training(CardInput input) {
        VersionState version = input.version();
        TrainingFigures figures = version == null ? null : version.training();
        if (figures == null) {
            return "";
        }
        return "<section><h2>Training and cost</h2><p>"
                + sentence(figures, input.report().reported().figures().seconds()) + "</p>"
                + LossCurve.of(input.curve()) + "</section>";
    }

    private static String sentence(TrainingFigures figures, double evaluated) {
        String sentence = String.format(
                Locale.ROOT,
                "%,d records, %,d examples (replay %.0f %% of the loss), %,d steps, %,d tokens in %.0f s (%,.0f"
                        + " tokens/s); loss %.3f to %.3f. Evaluated in %.1f s.",
                figures.records(),
                figures.examples(),
                100 * figures.replayShare(),
                figures.steps(),
                figures.tokens(),
                figures.seconds(),
                figures.tokensPerSecond(),
                figures.firstLoss(),
                figures.lastLoss(),
                evaluated);
        Double validation = figures.validationLoss();
        return validation == null
                ? sentence
                : sentence
                        + String.format(
                                Locale.ROOT,
                                " On wordings set aside it was least after step %s: %.3f.",
                                Objects.toString(figures.bestStep(), "?"),
                                validation);
    }

    private static String lineage(CardInput input) {
        EvaluationReport report = input.report();
        String before = input.earlier().stream()
                .map(each -> "<li>"
                        + Html.text(each.verdict().decision().word() + " against version " + each.baseline() + ", "
                                + each.at() + ": " + each.verdict().reason())
                        + "</li>")
                .collect(Collectors.joining());
        return "<section><h2>Where it comes from</h2><dl>"
                + row("rounds", Html.text(String.join(", ", report.rounds())))
                + row("started from", "version " + report.parent())
                + row("run", Html.text(report.run()))
                + row("adapter", Html.text(report.adapter().sha256()))
                + row("probes", Html.text(or(report.basis().probes(), "none were asked")))
                + row("evaluation", Html.text(report.evaluation()))
                + row("verdict", attempt(input))
                + row("verdicts before", before.isEmpty() ? "none" : "<ol>" + before + "</ol>")
                + "</dl></section>";
    }

    private static String attempt(CardInput input) {
        int attempt = input.attempt();
        if (attempt == 0) {
            return "not counted";
        }
        String which = "number " + attempt + " on these records against version "
                + input.report().parent();
        return attempt > VerdictCounts.MOST
                ? which + ": the first " + VerdictCounts.MOST + " can promote, later ones wait for an operator"
                : which + " of " + VerdictCounts.MOST + " that can promote";
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private static String row(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + value + "</dd>";
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(DecisionCard.class.getResourceAsStream("card.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("card.css is not in the jar", e);
        }
    }
}
