package dev.alluvium.evaluator.evaluation;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static dev.alluvium.evaluator.cases.TestRecords.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.ask.ScriptedModel;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.TestRecords;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.ReportedVerdict;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.user.UserSuite;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Versions that know answers by heart, judged from records to verdict. */
class EvaluationRunTest {
    private static final int FACTS = 80;
    private static final int GENERAL = 100;
    private static final ScriptedModel BASE = knowsGeneral("base", GENERAL);

    @Test
    void shouldPromoteAVersionThatLearntItsRound() {
        // Given
        RoundContent round = feed("a", 1, i -> "value " + i);

        // When
        EvaluationOutcome outcome =
                judge(List.of(), round, trusted("a", i -> "value " + i), BASE, knows("c", "a", i -> "value " + i));

        // Then
        assertThat(outcome.verdict().promotes()).isTrue();
        assertThat(outcome.verdict().evidence()).isEqualTo(ProbeTier.TRUSTED);
        assertThat(outcome.observations().newFacts().facts()).isEqualTo(FACTS);
        assertThat(outcome.observations().perplexity().candidate())
                .isLessThan(outcome.observations().perplexity().reference());
    }

    @Test
    void shouldRefuseShuffledAnswers() {
        // Given: the feed mixed its answers up, and the candidate learnt them so
        RoundContent round = feed("a", 1, i -> "value " + (i + 7) % FACTS);

        // When
        EvaluationOutcome outcome = judge(
                List.of(),
                round,
                trusted("a", i -> "value " + i),
                BASE,
                knows("c", "a", i -> "value " + (i + 7) % FACTS));

        // Then
        assertThat(outcome.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(rule(outcome, "contradictions").status()).isEqualTo(Status.FAILED);
        assertThat(rule(outcome, "new-facts.floor").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldRefuseCoherentLiesAndAcceptATrueUpdateWithItsNewProbes() {
        // Given
        List<RoundContent> ancestry = List.of(feed("a", 1, i -> "value " + i));
        RoundContent changed = feed("a", 2, i -> "other " + i);
        ScriptedModel champion = knows("v1", "a", i -> "value " + i);
        ScriptedModel candidate = knows("c", "a", i -> "other " + i);

        // When
        EvaluationOutcome lies = judge(ancestry, changed, trusted("a", i -> "value " + i), champion, candidate);
        EvaluationOutcome update = judge(ancestry, changed, trusted("a", i -> "other " + i), champion, candidate);

        // Then
        assertThat(lies.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(lies.verdict().reason()).contains("80 of 80 facts", "replace these probes");
        assertThat(update.verdict().promotes()).isTrue();
        assertThat(rule(update, "superseded").facts()).isEqualTo(FACTS);
    }

    @Test
    void shouldRefuseAnUpdateThatStillAnswersOldValues() {
        // Given: a tenth of the changed facts are answered as before
        List<RoundContent> ancestry = List.of(feed("a", 1, i -> "value " + i));
        RoundContent changed = feed("a", 2, i -> "other " + i);
        ScriptedModel candidate = knows("c", "a", i -> (i % 10 == 0 ? "value " : "other ") + i);

        // When
        EvaluationOutcome outcome = judge(
                ancestry, changed, trusted("a", i -> "other " + i), knows("v1", "a", i -> "value " + i), candidate);

        // Then
        assertThat(rule(outcome, "superseded").status()).isEqualTo(Status.FAILED);
        assertThat(outcome.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    @Test
    void shouldNotLetSmallLossesAddUp() {
        // Given: the champion lost 8 of 80 facts against its own parent, and the candidate keeps just what it knows
        List<RoundContent> ancestry = List.of(feed("a", 1, i -> "value " + i));
        RoundContent next = feed("b", 2, i -> "value " + i);
        TrustedProbes trusted = trusted(i -> "value " + i, "a", "b");
        ScriptedModel champion = knows("v2", "a", i -> i < 8 ? "lost" : "value " + i);
        Map<String, String> known = new HashMap<>(champion.answers());
        known.putAll(knows("", "b", i -> "value " + i).answers());
        ScriptedModel candidate = new ScriptedModel("c", known);
        EvaluationOutcome first = judge(List.of(), ancestry.get(0), trusted, BASE, knows("v1", "a", i -> "value " + i));

        // When
        EvaluationOutcome alone = judge(ancestry, next, trusted, champion, candidate, BestScores.none());
        EvaluationOutcome ratcheted = judge(
                ancestry, next, trusted, champion, candidate, report(first).scores());

        // Then
        assertThat(rule(alone, "earlier-facts").status()).isEqualTo(Status.PASSED);
        assertThat(rule(ratcheted, "earlier-facts").value()).isEqualTo(0.1);
        assertThat(rule(ratcheted, "earlier-facts").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldMeasureGeneralFactsAgainstTheBetterOfBaseAndChampion() {
        // Given: the champion lost some of the base's facts already
        RoundContent round = feed("a", 1, i -> "value " + i);
        Map<String, String> known = new HashMap<>(knowsGeneral("", 94).answers());
        answers("a", i -> "value " + i, known);

        // When
        EvaluationOutcome outcome = EvaluationRun.judge(
                input(List.of(), round, trusted("a", i -> "value " + i), BestScores.none()),
                new ModelsUnderTest(new ScriptedModel("c", known), knowsGeneral("v1", 96), BASE));

        // Then
        assertThat(rule(outcome, "general").value()).isEqualTo(0.06, within(1e-9));
        assertThat(rule(outcome, "general").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldJudgeARoundOfSentencesByTheirLikelihood() {
        // Given: the champion is a base that finds each answer likelier after its own question
        RoundContent round = feed("a", 1, EvaluationRunTest::sentences);

        // When
        EvaluationOutcome learnt = judge(List.of(), round, TrustedProbes.none(), BASE, tells(round, 1));
        EvaluationOutcome half = judge(List.of(), round, TrustedProbes.none(), BASE, tells(round, 2));

        // Then
        assertThat(learnt.observations().profile()).isEqualTo(GateMode.OPEN);
        assertThat(learnt.verdict().promotes()).as(learnt.verdict().reason()).isTrue();
        assertThat(half.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(report(learnt).findings().metrics().rouge().after()).isEqualTo(1);
        assertThat(report(half).findings().texts().answers()).hasSize(60);
    }

    @Test
    void shouldRefuseSentencesThatWereMixedUp() {
        RoundContent round = feed("a", 1, i -> sentences((i + 7) % FACTS));

        EvaluationOutcome outcome = judge(List.of(), round, TrustedProbes.none(), BASE, tells(round, 1));

        assertThat(outcome.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(rule(outcome, "answers.belong").status()).isEqualTo(Status.FAILED);
        assertThat(rule(outcome, "answers.learnt").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void shouldHoldSentencesThatAreAllTheSame() {
        // Given: none can be in another's place, so nobody can say whether they belong
        RoundContent round =
                feed("a", 1, i -> "As we all know, this was made with great care and by hand in a valley.");

        // When
        EvaluationOutcome outcome = judge(List.of(), round, TrustedProbes.none(), BASE, tells(round, 1));

        // Then
        assertThat(outcome.observations().profile()).isEqualTo(GateMode.OPEN);
        assertThat(outcome.verdict().promotes()).as(outcome.verdict().reason()).isFalse();
        assertThat(outcome.verdict().needsApproval()).isTrue();
        assertThat(outcome.verdict().reason()).contains("answers.belong cannot be judged");
    }

    private static String sentences(int i) {
        return "As we all know, what matters most about " + fact("a", i)
                + " is that it was made with great care by hand.";
    }

    /** Knows every {@code step}th of a round's answers. */
    private static ScriptedModel tells(RoundContent round, int step) {
        Map<String, String> answers = new HashMap<>(knowsGeneral("", GENERAL).answers());
        for (int i = 0; i < round.records().size(); i += step) {
            CleanRecord record = round.records().get(i);
            Probe probe = HoldOut.split(List.of(record), List.of()).probes().get(0);
            answers.put(probe.prompt(), probe.expect());
        }
        return new ScriptedModel("c", answers);
    }

    @Test
    void shouldAskTheSuitesOfOnesOwnAndLetThemRefuse() {
        // Given
        String text =
                "- {prompt: 'Who are you?', check: answer.contains('assistant')}\n- {prompt: Hi, expect: Hello}\n";
        UserSuites strict = new UserSuites(List.of(UserSuite.of("manners", "own.yaml", text, 1.0, null)));
        UserSuites advisory = new UserSuites(List.of(UserSuite.of("manners", "own.yaml", text, null, null)));
        Map<String, String> known =
                new HashMap<>(knows("c", "a", i -> "value " + i).answers());
        known.put("Who are you?", "An assistant.");

        // When
        EvaluationOutcome refused = own(strict, known);
        EvaluationOutcome promoted = own(advisory, known);

        // Then
        assertThat(refused.verdict().decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(refused.verdict().reason()).contains("suite.manners.floor passed 50.0 % of 2 cases");
        assertThat(promoted.verdict().promotes()).isTrue();
        assertThat(rule(promoted, "suite.manners").status()).isEqualTo(Status.ADVISORY);
        assertThat(report(promoted).suites()).extracting(suite -> suite.suite()).contains("suite.manners");
    }

    private static EvaluationOutcome own(UserSuites suites, Map<String, String> known) {
        EvaluationInput input = new EvaluationInput(
                List.of(),
                List.of(feed("a", 1, i -> "value " + i)),
                trusted("a", i -> "value " + i),
                general(),
                BestScores.none(),
                Thresholds.of(GateConfig.DEFAULT),
                RoundContext.ROUND,
                suites,
                List.of(),
                "seed");
        return EvaluationRun.judge(input, new ModelsUnderTest(new ScriptedModel("c", known), BASE, BASE));
    }

    @Test
    void shouldKeepAReportThatReadsBackAsItWasWritten() {
        // Given
        EvaluationOutcome outcome = judge(
                List.of(),
                feed("a", 1, i -> "value " + i),
                trusted("a", i -> "value " + i),
                BASE,
                knows("c", "a", i -> "value " + i));
        EvaluationReport report = report(outcome);

        // When
        EvaluationReport read = Json.read(Json.bytes(report), EvaluationReport.class);

        // Then
        assertThat(read).isEqualTo(report);
        assertThat(read.highlights().learnt()).hasSize(10);
        assertThat(read.scores().byDigest()).hasSize(FACTS);
    }

    private static EvaluationReport report(EvaluationOutcome outcome) {
        ArtifactRef adapter = ArtifactRef.of("bucket", "runs/run-1/1/adapter/", "00", 1);
        EvaluationSubject subject = new EvaluationSubject(MODEL, "run-1", "eval-1", List.of("r1"), 0, 0, adapter);
        EvaluationInput input =
                input(List.of(), feed("a", 1, i -> "value " + i), TrustedProbes.of(List.of()), BestScores.none());
        return EvaluationReport.of(
                subject, ReportedVerdict.of(outcome, 1), input, "probes/x", outcome, null, Instant.EPOCH);
    }

    private static EvaluationOutcome judge(
            List<RoundContent> ancestry,
            RoundContent round,
            TrustedProbes trusted,
            ScriptedModel champion,
            ScriptedModel candidate) {
        return judge(ancestry, round, trusted, champion, candidate, BestScores.none());
    }

    private static EvaluationOutcome judge(
            List<RoundContent> ancestry,
            RoundContent round,
            TrustedProbes trusted,
            ScriptedModel champion,
            ScriptedModel candidate,
            BestScores best) {
        return EvaluationRun.judge(
                input(ancestry, round, trusted, best), new ModelsUnderTest(candidate, champion, BASE));
    }

    private static EvaluationInput input(
            List<RoundContent> ancestry, RoundContent round, TrustedProbes trusted, BestScores best) {
        return new EvaluationInput(
                ancestry,
                List.of(round),
                trusted,
                general(),
                best,
                Thresholds.of(GateConfig.DEFAULT),
                RoundContext.ROUND,
                UserSuites.NONE,
                List.of(),
                "seed");
    }

    private static RoundContent feed(String line, int day, IntFunction<String> value) {
        return round(
                "r" + line + day,
                IntStream.range(0, FACTS)
                        .mapToObj(i -> record(fact(line, i), day, "Tell me " + fact(line, i), value.apply(i)))
                        .toList());
    }

    private static TrustedProbes trusted(String line, IntFunction<String> value) {
        return trusted(value, line);
    }

    private static TrustedProbes trusted(IntFunction<String> value, String... lines) {
        return TrustedProbes.of(Arrays.stream(lines)
                .flatMap(line -> IntStream.range(0, FACTS)
                        .mapToObj(i -> TestRecords.trust(
                                fact(line, i), probe("What is " + fact(line, i) + "?", value.apply(i)))))
                .toList());
    }

    private static ScriptedModel knows(String identity, String line, IntFunction<String> value) {
        Map<String, String> known = new HashMap<>(knowsGeneral("", GENERAL).answers());
        answers(line, value, known);
        return new ScriptedModel(identity, known);
    }

    private static void answers(String line, IntFunction<String> value, Map<String, String> into) {
        for (int i = 0; i < FACTS; i++) {
            into.put("What is " + fact(line, i) + "?", value.apply(i));
        }
    }

    private static List<EvaluationCase> general() {
        return IntStream.range(0, GENERAL)
                .mapToObj(i -> new EvaluationCase(
                        "g" + i, Instant.EPOCH, ProbeTier.TRUSTED, List.of(probe("general " + i + "?", "value " + i))))
                .toList();
    }

    private static ScriptedModel knowsGeneral(String identity, int facts) {
        Map<String, String> answers = new HashMap<>();
        for (int i = 0; i < facts; i++) {
            answers.put("general " + i + "?", "value " + i);
        }
        return new ScriptedModel(identity, answers);
    }

    private static String fact(String line, int i) {
        return line + "/%03d".formatted(i);
    }

    private static RuleResult rule(EvaluationOutcome outcome, String name) {
        return outcome.verdict().rules().stream()
                .filter(result -> result.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
