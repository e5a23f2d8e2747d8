package dev.alluvium.evaluator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.settings.GateConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptAnswerTest {
    private static final String PARAGRAPH =
            "Bread rises because yeast eats sugar and gives off a gas that stays in the dough as small bubbles.";

    @ParameterizedTest
    @CsvSource({
        "Dough is lifted by the small bubbles of gas that the yeast in it gives off., true, 0.2, 0.1, kept",
        "green, true, 0.2, 0.1, kept",
        "'', true, 0.2, 0.1, empty",
        "64 grams, true, 3.5, 0.1, unlikely now",
        "Dough is lifted by the gas of the yeast in it., false, 0.2, 0.1, no longer right",
        "Dough is lifted by the gas of the yeast in it., true, 0.2, 6, no longer ends",
        "酵母吃糖并放出气体，气体留在面团里形成许多小气泡，面团因此发起来，变得松软可口。, true, 0.2, 0.1, in another language"
    })
    void shouldTellWhatBecameOfAParagraph(String now, boolean agrees, double rise, double endRise, String change) {
        KeptAnswer answer = new KeptAnswer("Why does bread rise?", PARAGRAPH, now, agrees, rise, endRise);

        assertThat(answer.change().orElse("kept")).isEqualTo(change);
        assertThat(answer.kept()).isEqualTo(change.equals("kept"));
    }

    @Test
    void shouldSeeThatALengthHalvedOrDoubled() {
        assertThat(answer(PARAGRAPH, "green").lengthChanged()).isTrue();
        assertThat(answer(PARAGRAPH, (PARAGRAPH + " ").repeat(3)).lengthChanged())
                .isTrue();
        assertThat(answer(PARAGRAPH, PARAGRAPH.substring(0, 60)).lengthChanged())
                .isFalse();
    }

    @Test
    void shouldLetAShortAnswerBecomeASentenceOrAWord() {
        assertThat(answer("Rome.", "The capital of Italy is Rome.").lengthChanged())
                .isFalse();
        assertThat(answer("The capital of Italy is Rome.", "Rome.").lengthChanged())
                .isFalse();
    }

    @Test
    void shouldPromoteARoundThatKeepsWhatTheBaseAnswers() {
        Verdict verdict = decide(answers(66, 4));

        assertThat(verdict.promotes()).as(verdict.reason()).isTrue();
        assertThat(rule(verdict).detail()).contains("66 of 70 of the base's own answers");
    }

    @ParameterizedTest
    @CsvSource({"0, 70", "40, 30", "57, 13"})
    void shouldRefuseARoundThatLostThemWithExamples(int kept, int lost) {
        Verdict verdict = decide(answers(kept, lost));

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.reason()).contains("general", "is \"blue\" (unlikely now)", "replay.general");
    }

    @Test
    void shouldPromoteARoundAfterWhichAThirdOfTheAnswersIsShorter() {
        Verdict verdict = decide(answers(42, 2, 26));

        assertThat(verdict.promotes()).as(verdict.reason()).isTrue();
        assertThat(rule(verdict).detail()).contains("68 of 70", "28 halved or doubled their length");
    }

    @ParameterizedTest
    @CsvSource({"20, 50", "28, 42"})
    void shouldRefuseARoundAfterWhichMostAnswersAreShortThoughNoneIsUnlikely(int same, int shorter) {
        Verdict verdict = decide(answers(same, 0, shorter));

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.reason()).contains("is \"blue\"", "it takes 80.0 %, 0.41 nats and 60.0 %");
    }

    @Test
    void shouldRefuseALittleLostOfEachAnswer() {
        // Given: no single answer is lost, as over many rounds that each drift a little
        List<KeptAnswer> worn = Collections.nCopies(70, new KeptAnswer("Why?", PARAGRAPH, PARAGRAPH, true, 0.5, 0.5));

        // When
        Verdict verdict = decide(new KeptAnswers(70, worn));

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(rule(verdict).detail()).contains("0.50 nats per token less likely");
    }

    @Test
    void shouldNeitherPromoteNorRefuseByAFewAnswersThatWereKept() {
        Verdict verdict = decide(answers(30, 1));

        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("it takes 60 answers", "alluvium base prepare");
    }

    @Test
    void shouldRefuseByAFewAnswersThatAreAllLost() {
        assertThat(decide(answers(0, 20)).decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    @Test
    void shouldNotJudgeWhatHasNoLikelihood() {
        // Given
        List<KeptAnswer> answers = new ArrayList<>(answers(69, 0).answers());
        answers.add(new KeptAnswer("Why?", PARAGRAPH, PARAGRAPH, true, Double.NaN, 0));

        // When
        Verdict verdict = decide(new KeptAnswers(70, answers));

        // Then
        assertThat(verdict.promotes()).isFalse();
        assertThat(rule(verdict).status()).isEqualTo(RuleResult.Status.MISSING);
    }

    private static KeptAnswers answers(int kept, int lost) {
        return answers(kept, lost, 0);
    }

    private static KeptAnswers answers(int same, int lost, int shorter) {
        List<KeptAnswer> answers = new ArrayList<>();
        answers.addAll(Collections.nCopies(same, answer(PARAGRAPH, PARAGRAPH)));
        answers.addAll(Collections.nCopies(lost, new KeptAnswer("Why?", PARAGRAPH, "blue", true, 2.5, 0.05)));
        answers.addAll(Collections.nCopies(shorter, answer(PARAGRAPH, "blue")));
        return new KeptAnswers(answers.size(), answers);
    }

    private static KeptAnswer answer(String before, String now) {
        return new KeptAnswer("Why?", before, now, true, 0.05, 0.05);
    }

    static Verdict decide(KeptAnswers kept) {
        return Gate.decide(observations(kept), Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND);
    }

    /** A clean round on a base without general facts. */
    static Observations observations(KeptAnswers kept) {
        Observations clean = Rounds.CLEAN.draw(7);
        return new Observations(
                clean.newFacts(),
                clean.earlierFacts(),
                SuiteScores.NONE,
                clean.superseded(),
                clean.perplexity(),
                clean.contradictions(),
                clean.profile(),
                clean.texts(),
                clean.earlierTexts(),
                clean.suites(),
                kept);
    }

    private static RuleResult rule(Verdict verdict) {
        return verdict.rules().stream()
                .filter(rule -> rule.rule().equals(GeneralLoss.NAME))
                .findFirst()
                .orElseThrow();
    }
}
