package dev.alluvium.evaluator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateMode;
import dev.alluvium.settings.binder.ConfigLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreeTextGateTest {
    @Test
    void shouldPromoteWhatBelongsAndWasLearnt() {
        Verdict verdict = decide(texts(100, 0.9, 1, 0.3, 0.5), TextScores.NONE, GateMode.OPEN);

        assertThat(verdict.promotes()).as(verdict.reason()).isTrue();
        assertThat(verdict.evidence()).isEqualTo(ProbeTier.FEED);
    }

    @Test
    void shouldRefuseMixedUpAnswersHoweverWellTheyWereLearnt() {
        // Given: nobody finds a connection but the version that learnt them by heart
        TextScores mixed = texts(200, 0.5, 1, 0.3, 0.5);

        // When
        Verdict verdict = decide(mixed, TextScores.NONE, GateMode.OPEN);

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.reason()).contains("answers.belong", "mixed up or garbled");
    }

    @Test
    void shouldLetEitherWitnessSayThatTheTextsBelong() {
        // Given: a base that knows nothing of the language, and texts that share words with their questions
        List<TextPair> pairs = IntStream.range(0, 60)
                .mapToObj(i -> new TextPair(i % 2 == 0, true, i % 10 != 0))
                .toList();
        TextScores learnt = texts(120, 0.5, 1, 0.3, 0.5);

        // When
        Verdict verdict =
                decide(new TextScores(120, learnt.texts(), pairs, learnt.answers()), TextScores.NONE, GateMode.OPEN);

        // Then
        assertThat(verdict.promotes()).as(verdict.reason()).isTrue();
    }

    @Test
    void shouldRefuseWhatWasNotLearntOrLostItsWords() {
        assertThat(failed(texts(200, 0.9, 0.6, 0.3, 0.5))).containsExactly("answers.learnt");
        assertThat(failed(texts(200, 0.9, 1, 0.01, 0.5))).containsExactly("answers.gain");
        assertThat(failed(texts(200, 0.9, 1, 0.3, -0.1))).containsExactly("answers.rouge-l");
    }

    @Test
    void shouldRefuseWhatForgotEarlierTexts() {
        Verdict verdict = decide(texts(100, 0.9, 1, 0.3, 0.5), texts(100, 0.9, 0.9, -0.2, 0), GateMode.DOCUMENTS);

        assertThat(verdict.reason()).contains("earlier-answers");
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    @Test
    void shouldNotJudgeTooFewAndSayWhatIsMissing() {
        Verdict verdict = decide(texts(40, 0.5, 0.5, 0, 0), TextScores.NONE, GateMode.OPEN);

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("needs 60 new free-form answers, has 40");
        assertThat(decide(texts(40, 0.5, 0.5, 0, 0), TextScores.NONE, GateMode.DOCUMENTS)
                        .reason())
                .contains("needs 60 new documents, has 40");
    }

    @Test
    void shouldOnlyAdviseWhereTheRoundIsJudgedByFacts() {
        // Given
        Observations facts = Rounds.CLEAN.draw(1);

        // When
        Verdict verdict = decide(with(facts, texts(80, 0.5, 0.5, 0, 0), TextScores.NONE, GateMode.FACTS));

        // Then
        assertThat(verdict.promotes()).isTrue();
        assertThat(verdict.rules())
                .filteredOn(rule -> rule.rule().startsWith("answers."))
                .extracting(rule -> rule.status())
                .containsOnly(Status.ADVISORY);
    }

    @Test
    void shouldFailClosedWhereTextsWereNotScored() {
        TextScores whole = texts(80, 0.9, 1, 0.3, 0.5);
        TextScores missing = new TextScores(100, whole.texts(), whole.pairs(), whole.answers());

        Verdict verdict = decide(missing, TextScores.NONE, GateMode.OPEN);

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("80 of 100 facts were scored");
    }

    @Test
    void shouldCountATextThatIsNoNumberAsNotScored() {
        // Given: the lower bound of the gain would not see one text in a hundred
        TextScores whole = texts(100, 0.9, 1, 0.3, 0.5);
        List<TextScore> broken = new ArrayList<>(whole.texts());
        broken.set(7, new TextScore("t7", 80, 100, Double.NaN));

        // When
        Verdict verdict =
                decide(new TextScores(100, broken, whole.pairs(), whole.answers()), TextScores.NONE, GateMode.OPEN);

        // Then
        assertThat(verdict.promotes()).isFalse();
        assertThat(verdict.reason()).contains("99 of 100 facts were scored");
    }

    @Test
    void shouldWaitForAnOperatorWhereOnlyTrustedEvidenceCounts() {
        GateConfig trusted = ConfigLoader.parse("test", "evidence: trusted", GateConfig.class, Map.of());

        Verdict verdict = Gate.decide(
                with(nothing(), texts(100, 0.9, 1, 0.3, 0.5), TextScores.NONE, GateMode.OPEN),
                Thresholds.of(trusted),
                RoundContext.ROUND);

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.SUCCESSFUL);
        assertThat(verdict.needsApproval()).isTrue();
    }

    @Test
    void shouldHardlyEverPromoteMixedUpAnswers() {
        long promoted = IntStream.range(0, 400)
                .filter(seed -> decide(texts(seed, 240, 0.5, 1, 0.3, 0.5), TextScores.NONE, GateMode.OPEN)
                        .promotes())
                .count();

        assertThat(promoted).isLessThanOrEqualTo(2);
    }

    private static List<String> failed(TextScores texts) {
        return decide(texts, TextScores.NONE, GateMode.OPEN).rules().stream()
                .filter(rule -> rule.status() == Status.FAILED)
                .map(rule -> rule.rule())
                .toList();
    }

    private static Verdict decide(TextScores fresh, TextScores earlier, GateMode profile) {
        return decide(with(nothing(), fresh, earlier, profile));
    }

    private static Verdict decide(Observations seen) {
        return Gate.decide(seen, Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND);
    }

    private static Observations nothing() {
        return new Observations(
                SuiteScores.NONE,
                SuiteScores.NONE,
                Rounds.CLEAN.draw(1).general(),
                SuiteScores.NONE,
                Perplexity.NONE,
                Contradictions.NONE);
    }

    private static Observations with(Observations seen, TextScores fresh, TextScores earlier, GateMode profile) {
        return new Observations(
                seen.newFacts(),
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                seen.contradictions(),
                profile,
                fresh,
                earlier,
                List.of());
    }

    static TextScores texts(int count, double belong, double learnt, double gain, double rouge) {
        return texts(7, count, belong, learnt, gain, rouge);
    }

    /** Texts that get likelier by {@code gain}, in pairs that fit with the given probabilities. */
    private static TextScores texts(long seed, int count, double belong, double learnt, double gain, double rouge) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TextScore> texts = IntStream.range(0, count)
                .mapToObj(i -> {
                    double nll = 100 + 20 * random.nextDouble();
                    return new TextScore("t" + i, 80, nll, nll * (1 - gain));
                })
                .toList();
        List<TextPair> pairs = IntStream.range(0, count / 2)
                .mapToObj(i -> new TextPair(
                        random.nextDouble() < belong, random.nextDouble() < learnt, random.nextDouble() < belong / 2))
                .toList();
        List<TextAnswer> answers = IntStream.range(0, 40)
                .mapToObj(i -> new TextAnswer("t" + i, "q", "a", "b", "c", 0.2, Math.max(0, 0.2 + rouge)))
                .toList();
        return new TextScores(count, texts, pairs, answers);
    }
}
