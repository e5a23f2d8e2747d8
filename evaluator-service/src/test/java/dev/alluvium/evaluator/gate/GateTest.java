package dev.alluvium.evaluator.gate;

import static dev.alluvium.evaluator.gate.RoundContext.ROUND;
import static dev.alluvium.evaluator.gate.Rounds.CLEAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final Observations SEEN = CLEAN.draw(1);

    @Test
    void shouldPromoteARoundThatPassesEveryRule() {
        // When
        Verdict verdict = CLEAN.judge(1);

        // Then
        assertThat(verdict.promotes()).isTrue();
        assertThat(verdict.evidence()).isEqualTo(ProbeTier.TRUSTED);
        assertThat(verdict.rules())
                .extracting(RuleResult::rule)
                .containsExactly(
                        "new-facts.floor",
                        "new-facts.gain",
                        "earlier-facts",
                        "general",
                        "superseded",
                        "contradictions",
                        "perplexity");
        assertThat(rule(verdict, "superseded").status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(rule(verdict, "perplexity").status()).isEqualTo(Status.ADVISORY);
    }

    @Test
    void shouldNotPromoteAShuffledRoundThoughItIsBetterThanTheChampion() {
        // Given: what was measured of shuffled answers: perplexity falls, exact match rises by some points
        Rounds shuffled = CLEAN.withUptake(0.14);

        // When
        Verdict verdict = shuffled.judge(3);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(rule(verdict, "new-facts.floor").status()).isEqualTo(Status.FAILED);
        assertThat(rule(verdict, "new-facts.gain").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void shouldSayHowToGoOnAfterContradictions() {
        // When
        Verdict verdict = CLEAN.withContradicted(100).judge(1);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.needsApproval()).isFalse();
        assertThat(verdict.reason()).contains("100 of 100 facts").contains("replace these probes", "approve");
    }

    @Test
    void shouldLetTwoContradictionsPassInASmallRound() {
        // Given: 2 of 12 is above the share, but below three facts
        Contradictions two = new Contradictions(12, List.of("a", "b"));
        Contradictions three = new Contradictions(12, List.of("a", "b", "c"));

        // When
        Verdict passed = Gate.decide(with(SEEN, two), Thresholds.of(GateConfig.DEFAULT), ROUND);
        Verdict failed = Gate.decide(with(SEEN, three), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(passed.promotes()).isTrue();
        assertThat(failed.decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    @Test
    void shouldHoldARoundWithTooFewFactsAndShowItsFigures() {
        // When
        Verdict verdict =
                Gate.decide(CLEAN.withNewFacts(12).withUptake(0).draw(1), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.promotes()).isFalse();
        assertThat(rule(verdict, "new-facts.floor").status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(rule(verdict, "new-facts.floor").value()).isEqualTo(0);
        assertThat(verdict.reason())
                .startsWith("held")
                .contains("needs 60 new facts", "has 12", "from 18 on trusted probes of each would do, 12 have some")
                .contains("operator");
    }

    @Test
    void shouldRefuseASmallRoundThatForgot() {
        // When
        Verdict verdict = Gate.decide(
                CLEAN.withNewFacts(12).withEarlier(120, 0.5).draw(1), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.needsApproval()).isFalse();
    }

    @Test
    void shouldJudgeARebuildByTheEarlierFactsAlone() {
        // Given
        RoundContext rebuilt = new RoundContext(true, false);

        // When
        Verdict kept = Gate.decide(CLEAN.withNewFacts(0).draw(1), Thresholds.of(GateConfig.DEFAULT), rebuilt);
        Verdict forgot = Gate.decide(
                CLEAN.withNewFacts(0).withEarlier(120, 0.5).draw(1), Thresholds.of(GateConfig.DEFAULT), rebuilt);

        // Then
        assertThat(kept.promotes()).isTrue();
        assertThat(rule(kept, "new-facts.floor").status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(forgot.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(forgot.reason()).contains("The champion stays").doesNotContain("quarantine");
    }

    @Test
    void shouldSayHowMuchEvidenceARebuildHasAndWhatReallyEndsItsWait() {
        // Given
        Observations drawn = CLEAN.withNewFacts(0).draw(1);
        List<FactScore> scores = drawn.earlierFacts().scores();
        List<FactScore> weaker = IntStream.range(0, scores.size())
                .mapToObj(i -> i < 20 ? scores.get(i) : withTier(scores.get(i), ProbeTier.TEMPLATE))
                .toList();
        Observations seen = withEarlier(drawn, SuiteScores.complete(weaker));

        // When
        Verdict verdict = Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), new RoundContext(true, false));

        // Then
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.reason())
                .contains("which 20 of 120 facts have and at least 60 must")
                .contains("Promote it by hand", "reject --not-now", "order consolidate again")
                .doesNotContain("evaluate again");
    }

    @Test
    void shouldSayOfARoundWithWeakEvidenceWhatReallyEndsItsWait() {
        // When
        Verdict verdict = CLEAN.withTier(ProbeTier.TEMPLATE).judge(1);

        // Then
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.reason())
                .contains("which 0 of 100 facts have", "judged anew with the next round")
                .doesNotContain("evaluate again");
    }

    @Test
    void shouldHoldARebuildThatNoFactCanJudge() {
        // When
        Verdict verdict = Gate.decide(
                CLEAN.withNewFacts(0).withEarlier(0, 0).draw(1),
                Thresholds.of(GateConfig.DEFAULT),
                new RoundContext(true, false));

        // Then
        assertThat(verdict.promotes()).isFalse();
        assertThat(verdict.needsApproval()).isTrue();
    }

    @Test
    void shouldLeaveAnImportThatNoFactCanJudgeToAnOperator() {
        // When
        Verdict verdict = Gate.decide(
                CLEAN.withNewFacts(0).draw(1), Thresholds.of(GateConfig.DEFAULT), new RoundContext(false, true));

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.reason()).contains("imported", "promote or reject").doesNotContain("again");
    }

    @Test
    void shouldHoldARoundWithoutAnyFactToAskAbout() {
        // Given: documents alone
        Observations documents = CLEAN.withNewFacts(0).draw(1);

        // When
        Verdict verdict = Gate.decide(documents, Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(rule(verdict, "new-facts.floor").status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @EnumSource(ProbeTier.class)
    void shouldAskForApprovalBelowTheDemandedEvidence(ProbeTier tier) {
        // When
        Verdict verdict = CLEAN.withTier(tier).judge(1);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.SUCCESSFUL);
        assertThat(verdict.needsApproval()).isEqualTo(tier == ProbeTier.TEMPLATE);
        assertThat(verdict.evidence()).isEqualTo(tier);
    }

    @Test
    void shouldRestOnFactsOfGoodEvidenceWhereTheyAreEnough() {
        // Given: 100 trusted facts and 40 that only templates ask about
        List<FactScore> scores = new ArrayList<>(SEEN.newFacts().scores());
        CLEAN.withNewFacts(40).withUptake(0.1).withTier(ProbeTier.TEMPLATE).draw(2).newFacts().scores().stream()
                .map(score -> new FactScore("t" + score.fact(), score.tier(), score.reference(), score.candidate()))
                .forEach(scores::add);

        // When
        Verdict verdict =
                Gate.decide(with(SEEN, SuiteScores.complete(scores)), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(verdict.promotes()).isTrue();
        assertThat(verdict.evidence()).isEqualTo(ProbeTier.TRUSTED);
        assertThat(rule(verdict, "new-facts.floor").facts()).isEqualTo(100);
        assertThat(rule(verdict, "new-facts.weaker").facts()).isEqualTo(40);
    }

    @Test
    void shouldRestOnAllFactsWhereMostHaveWeakEvidence() {
        // Given: 100 trusted facts among 300
        List<FactScore> scores = new ArrayList<>(SEEN.newFacts().scores());
        CLEAN.withNewFacts(200)
                .withTier(ProbeTier.TEMPLATE)
                .draw(2)
                .newFacts()
                .scores()
                .forEach(scores::add);

        // When
        Verdict verdict =
                Gate.decide(with(SEEN, SuiteScores.complete(scores)), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(verdict.needsApproval()).isTrue();
        assertThat(verdict.evidence()).isEqualTo(ProbeTier.TEMPLATE);
    }

    @Test
    void shouldAskForNoGainWhereTheChampionKnewTheFacts() {
        // Given
        SuiteScores known = SuiteScores.complete(SEEN.newFacts().scores().stream()
                .map(score -> new FactScore(score.fact(), score.tier(), 1, 1))
                .toList());

        // When
        Verdict verdict = Gate.decide(with(SEEN, known), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(rule(verdict, "new-facts.gain").status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.promotes()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = GateMode.class,
            names = {"FACTS", "OPEN", "DOCUMENTS"})
    void shouldHoldWhatHasNoGeneralEvidenceWhateverItIsJudgedBy(GateMode profile) {
        // Given: all is learnt and nothing earlier forgotten
        TextScores texts = FreeTextGateTest.texts(100, 0.9, 1, 0.3, 0.5);

        // When
        Verdict blind = Gate.decide(on(profile, SuiteScores.NONE, texts), Thresholds.of(GateConfig.DEFAULT), ROUND);
        Verdict seeing = Gate.decide(on(profile, SEEN.general(), texts), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(seeing.promotes()).as(seeing.reason()).isTrue();
        assertThat(blind.promotes()).isFalse();
        assertThat(blind.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(blind.needsApproval()).isTrue();
        assertThat(rule(blind, "general").status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(blind.reason())
                .startsWith("held")
                .contains("an operator decides", "the base has no general suite", "general.jsonl");
    }

    @Test
    void shouldHoldARebuildAndAnImportWithoutGeneralEvidence() {
        // Given
        Observations seen = on(GateMode.FACTS, SuiteScores.NONE, TextScores.NONE);

        // When
        Verdict rebuilt = Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), new RoundContext(true, false));
        Verdict imported = Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), new RoundContext(false, true));

        // Then
        assertThat(rebuilt.promotes()).isFalse();
        assertThat(rebuilt.needsApproval()).isTrue();
        assertThat(imported.promotes()).isFalse();
        assertThat(imported.needsApproval()).isTrue();
    }

    @ParameterizedTest(name = "{0} general facts, {1} known before and {2} after: {3}")
    @CsvSource({
        "60, 60, 60, PASSED",
        "60, 30, 30, PASSED",
        "60, 60, 56, FAILED",
        "59, 59, 59, INCONCLUSIVE",
        "59, 59, 58, INCONCLUSIVE",
        "59, 59, 40, FAILED",
        "120, 59, 59, INCONCLUSIVE",
        "120, 59, 0, FAILED",
        "120, 0, 0, INCONCLUSIVE",
        "1, 1, 1, INCONCLUSIVE"
    })
    void shouldJudgeByGeneralFactsOnlyWhatTheyCanShow(int facts, int before, int after, Status expected) {
        // Given
        SuiteScores general = SuiteScores.complete(IntStream.range(0, facts)
                .mapToObj(i -> new FactScore("g" + i, ProbeTier.TRUSTED, i < before ? 1 : 0, i < after ? 1 : 0))
                .toList());

        // When
        Verdict verdict =
                Gate.decide(on(GateMode.FACTS, general, TextScores.NONE), Thresholds.of(GateConfig.DEFAULT), ROUND);

        // Then
        assertThat(rule(verdict, "general").status()).isEqualTo(expected);
        assertThat(verdict.promotes()).isEqualTo(expected == Status.PASSED);
        assertThat(verdict.needsApproval()).isEqualTo(expected == Status.INCONCLUSIVE);
    }

    private static Observations on(GateMode profile, SuiteScores general, TextScores texts) {
        return new Observations(
                SEEN.newFacts(),
                SEEN.earlierFacts(),
                general,
                SEEN.superseded(),
                SEEN.perplexity(),
                SEEN.contradictions(),
                profile,
                texts,
                TextScores.NONE,
                List.of());
    }

    private static Observations with(Observations seen, Contradictions contradictions) {
        return new Observations(
                seen.newFacts(),
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                contradictions);
    }

    private static Observations with(Observations seen, SuiteScores newFacts) {
        return new Observations(
                newFacts,
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                seen.contradictions());
    }

    private static Observations withEarlier(Observations seen, SuiteScores earlierFacts) {
        return new Observations(
                seen.newFacts(),
                earlierFacts,
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                seen.contradictions());
    }

    private static FactScore withTier(FactScore score, ProbeTier tier) {
        return new FactScore(score.fact(), tier, score.reference(), score.candidate());
    }

    private static RuleResult rule(Verdict verdict, String name) {
        return verdict.rules().stream()
                .filter(result -> result.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
