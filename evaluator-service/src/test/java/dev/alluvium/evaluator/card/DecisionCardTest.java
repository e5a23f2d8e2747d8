package dev.alluvium.evaluator.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.card.CardInput.LossPoint;
import dev.alluvium.evaluator.cases.Contradiction;
import dev.alluvium.evaluator.report.CaseReport;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.FactReport;
import dev.alluvium.evaluator.report.Highlights;
import dev.alluvium.evaluator.report.ReportBasis;
import dev.alluvium.evaluator.report.ReportFindings;
import dev.alluvium.evaluator.report.ReportedVerdict;
import dev.alluvium.evaluator.report.SuiteComparison;
import dev.alluvium.evaluator.report.SuiteReport;
import dev.alluvium.evaluator.suite.Prediction;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.settings.GateMode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class DecisionCardTest {
    private static final String HOSTILE = "<script>alert('x')</script> & \u202Egnp";

    @Test
    void shouldSayWhatDecidedAndWhatWouldHavePassed() {
        String page = DecisionCard.html(card(EvaluationDecision.FAILED, "3.2 kg"));

        assertThat(page)
                .contains("Refused", "notes run run-a", "New facts known", "51 known facts would pass")
                .contains("3 %", "61.7 %", "version 4", "trusted");
    }

    @Test
    void shouldShowFactsByExampleAndContradictionsWithTheirSource() {
        String page = DecisionCard.html(card(EvaluationDecision.FAILED, "3.2 kg"));

        assertThat(page).contains("Learnt", "How heavy is it?", "✓ 3.2 kg", "✗ no idea");
        assertThat(page).contains("Records against trusted probes", "4.1 kg", "shop");
    }

    @Test
    void shouldCompareWithRetrieval() {
        assertThat(DecisionCard.html(card(EvaluationDecision.SUCCESSFUL, "3.2 kg")))
                .contains("Why not just retrieval?", "answers 25 % of 40", "with nothing in its prompt, 90 %");
    }

    @Test
    void shouldNeverObeyWhatARecordSays() {
        String page = DecisionCard.html(card(EvaluationDecision.FAILED, HOSTILE));

        assertThat(page).doesNotContain("<script", "\u202E");
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; \\u202egnp");
    }

    @Test
    void shouldBeWellFormedAndNeedNothingFromElsewhere() throws Exception {
        String page = DecisionCard.html(card(EvaluationDecision.SUCCESSFUL, HOSTILE));

        String body =
                page.substring(page.indexOf("<body>"), page.indexOf("</html>")).replace("<br>", "<br/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        assertThat(page).doesNotContain("http://", "https://", "url(", "@import", "<img", "<link");
    }

    @Test
    void shouldDrawTheLossOverTheSteps() {
        String curve = LossCurve.of(List.of(new LossPoint(1, 2.0, null), new LossPoint(11, 1.0, 1.5)));

        assertThat(curve).contains("44.0,8.0 636.0,68.0").contains("class=\"validation\" points=\"636.0,38.0\"");
        assertThat(LossCurve.of(List.of(new LossPoint(1, 2.0, null)))).isEmpty();
    }

    @Test
    void shouldNameWhatRegressedAndWhatCouldHaveBeenSeen() {
        String worse = Comparisons.of(List.of(
                new SuiteComparison("earlier-facts", 120, 0.1, 0.001, 0.002, true, 0.0553),
                new SuiteComparison("general", 4, -0.25, 1, 1, false, null)));

        assertThat(worse)
                .contains("<b>earlier-facts</b>")
                .contains("lost 10 %, chance 0.002; with 120 facts a drop of 6 points would be seen 8 times in 10")
                .contains("gained 25 %, chance 1.000; 4 facts are too few to show any loss");
    }

    @Test
    void shouldCountTheVerdictsOnTheSameRecords() {
        // Given
        EvaluationReport report = card(EvaluationDecision.SUCCESSFUL, "3.2 kg").report();
        EvaluationReport broken = card(EvaluationDecision.ERROR, "3.2 kg").report();

        // When
        String second = DecisionCard.html(new CardInput(report, null, List.of(), List.of(broken, report)));
        String third = DecisionCard.html(new CardInput(report, null, List.of(), List.of(report, report)));
        String none = DecisionCard.html(new CardInput(broken, null, List.of(), List.of(report)));

        // Then
        assertThat(second).contains("number 2 on these records against version 4 of 2 that can promote");
        assertThat(third).contains("number 3 on these records against version 4: the first 2 can promote");
        assertThat(none).contains("<dd>not counted</dd>");
    }

    @Test
    void shouldSayWhatEndsAWaitForAnOperatorAndWhatEachDoesToTheRecords() {
        // Given
        EvaluationReport report = card(EvaluationDecision.SUCCESSFUL, "3.2 kg").report();

        // When
        String waits = DecisionCard.html(new CardInput(report, version("REVIEW"), List.of(), List.of()));
        String stands = DecisionCard.html(new CardInput(report, version("LIVE"), List.of(), List.of()));

        // Then
        assertThat(waits)
                .contains("alluvium promote notes@5", "alluvium reject notes@5 --not-now", "nothing is banned")
                .contains("alluvium reject notes@5 --wrong", "equal content is refused");
        assertThat(stands).doesNotContain("alluvium reject");
    }

    private static VersionState version(String stage) {
        String json = "{\"version\":5,\"stage\":\"" + stage + "\",\"run\":\"run-a\",\"rounds\":[\"r000001\"],"
                + "\"parent\":4,\"attestations\":[],\"needsApproval\":true,\"trainedAt\":\"2026-11-21T15:00:00Z\"}";
        return Json.read(json.getBytes(StandardCharsets.UTF_8), VersionState.class);
    }

    private static CardInput card(EvaluationDecision decision, String answer) {
        Probe probe =
                new Probe("How heavy is it?", AnswerMatcher.CONTAINS, "3.2 kg", List.of(), ProbeTier.TRUSTED, "en");
        FactReport fact = new FactReport(
                "product/AX-200/weight",
                Instant.EPOCH,
                "d",
                ProbeTier.TRUSTED,
                0,
                1,
                List.of(new CaseReport(probe, new Prediction("no idea", false), new Prediction(answer, true))));
        RuleResult floor = new RuleResult(
                "new-facts.floor", Status.FAILED, 0.617, 0.5, 0.75, 60, "knows 37 of 60; 51 known facts would pass");
        Verdict verdict = new Verdict(decision, ProbeTier.TRUSTED, false, "refused: " + answer, List.of(floor));
        EvaluationReport report = new EvaluationReport(
                EvaluationReport.SCHEMA,
                new EvaluationSubject(
                        "notes",
                        "run-a",
                        "eval-1",
                        List.of("r000001"),
                        4,
                        4,
                        ArtifactRef.of("alluvium", "runs/run-a/a1/adapter/", "ab", 1)),
                new ReportedVerdict(
                        verdict, GateMode.FACTS, new EvaluationFigures(0.03, 0.617, 1, 1, 1, 1, 0, 9, 2, 60, 10, 3)),
                new ReportBasis(null, "content-a", "probes/notes/1.jsonl"),
                List.of(new SuiteReport("new-facts", List.of(fact))),
                new ReportFindings(
                        null,
                        null,
                        null,
                        null,
                        List.of(new Contradiction("product/AX-200/weight", "r", "shop", "4.1 kg", probe)),
                        new RetrievalBaseline(40, 0.25, 0.9)),
                new Highlights(List.of("product/AX-200/weight"), List.of(), List.of(), List.of()),
                Instant.EPOCH);
        return new CardInput(report, null, List.of(), List.of());
    }
}
