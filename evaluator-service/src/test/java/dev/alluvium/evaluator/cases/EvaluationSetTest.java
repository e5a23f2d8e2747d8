package dev.alluvium.evaluator.cases;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static dev.alluvium.evaluator.cases.TestRecords.round;
import static dev.alluvium.evaluator.cases.TestRecords.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.settings.GateMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationSetTest {
    private static final CleanRecord WEIGHT = record(
            "ax/weight",
            1,
            "How heavy is the AX?",
            "The AX weighs 3.2 kg.",
            new Wording("What does the AX weigh?", "3.2 kg"),
            new Wording("The AX's weight?", "3.2 kg"));

    @Test
    void shouldAskTrustedProbesBeforeWordingsBeforeTemplates() {
        // Given
        List<RoundContent> rounds = List.of(
                round("r1", List.of(WEIGHT, record("bx/weight", 1, "How heavy is the BX?", "4 kg"), trustedRecord())));
        TrustedProbes trusted = TrustedProbes.of(List.of(trust("cx/weight", probe("Weight of the CX?", "5 kg"))));

        // When
        EvaluationSet cases = EvaluationSet.of(List.of(), rounds, trusted, GateMode.AUTO, "seed");

        // Then
        assertThat(cases.newFacts())
                .extracting(EvaluationCase::fact, EvaluationCase::tier)
                .containsExactly(
                        tuple("ax/weight", ProbeTier.FEED),
                        tuple("bx/weight", ProbeTier.TEMPLATE),
                        tuple("cx/weight", ProbeTier.TRUSTED));
        assertThat(cases.newFacts().get(0).probes())
                .singleElement()
                .extracting(Probe::expect)
                .isEqualTo("3.2 kg");
        assertThat(cases.probedFacts()).isEqualTo(1);
    }

    @Test
    void shouldCountAFactAndItsTranslationAsOne() {
        // Given
        List<RoundContent> rounds = List.of(round(
                "r1",
                List.of(
                        record("ax/weight", 1, "How heavy is the AX?", "3 kg"),
                        record("ax/weight/zh", 1, "AX有多重？", "3公斤"),
                        record("route/de", 1, "Which road?", "A7"))));

        // When
        EvaluationSet cases = EvaluationSet.of(List.of(), rounds, TrustedProbes.none(), GateMode.AUTO, "seed");

        // Then
        assertThat(cases.newFacts()).extracting(EvaluationCase::fact).containsExactly("ax/weight", "route/de");
        assertThat(cases.newFacts().get(0).probes()).extracting(Probe::language).containsExactly("en", "zh");
    }

    @Test
    void shouldSampleEarlierFactsUniformlyAndRepeatably() {
        // Given
        List<RoundContent> ancestry = List.of(round(
                "r1",
                IntStream.range(0, 500)
                        .mapToObj(i -> record("f" + i, 1, "What is f" + i + "?", "v" + i))
                        .toList()));
        List<RoundContent> rounds = List.of(round("r2", List.of(record("f7", 2, "What is f7?", "new"))));

        // When
        EvaluationSet cases = EvaluationSet.of(ancestry, rounds, TrustedProbes.none(), GateMode.AUTO, "a");
        EvaluationSet again = EvaluationSet.of(ancestry, rounds, TrustedProbes.none(), GateMode.AUTO, "a");
        EvaluationSet other = EvaluationSet.of(ancestry, rounds, TrustedProbes.none(), GateMode.AUTO, "b");

        // Then
        assertThat(cases).isEqualTo(again);
        assertThat(cases.earlierFacts())
                .hasSize(EvaluationSet.MOST_OTHER)
                .extracting(EvaluationCase::fact)
                .doesNotContain("f7");
        assertThat(cases.earlierFacts()).isNotEqualTo(other.earlierFacts());
    }

    @Test
    void shouldFindTheOldValuesOfChangedFacts() {
        // Given: one value changes, one is only said in other words, one is new
        List<RoundContent> ancestry =
                List.of(round("r1", List.of(WEIGHT, record("ax/colour", 1, "Which colour has the AX?", "It is red."))));
        List<RoundContent> rounds = List.of(round(
                "r2",
                List.of(
                        record("ax/weight", 2, "How heavy is the AX?", "The AX weighs 2.9 kg."),
                        record("ax/colour", 2, "Which colour has the AX?", "The AX? It is red."),
                        record("ax/price", 2, "What does the AX cost?", "90 euros"))));

        // When
        EvaluationSet cases = EvaluationSet.of(ancestry, rounds, TrustedProbes.none(), GateMode.AUTO, "seed");

        // Then
        assertThat(cases.superseded()).singleElement().satisfies(one -> {
            assertThat(one.asked().fact()).isEqualTo("ax/weight");
            assertThat(one.oldValues()).containsExactly("3.2 kg");
        });
    }

    @Test
    void shouldListRecordsThatContradictTrustedProbesInTheirLanguage() {
        // Given
        List<RoundContent> rounds = List.of(round(
                "r1",
                List.of(
                        WEIGHT,
                        record("bx/weight", 1, "How heavy is the BX?", "It weighs 14 kg."),
                        record("cx/colour", 1, "CX是什么颜色？", "红色"))));
        TrustedProbes trusted = TrustedProbes.of(List.of(
                trust("ax/weight", probe("Weight of the AX?", "3.2 kg")),
                trust("bx/weight", probe("Weight of the BX?", "4 kg")),
                trust("cx/colour", probe("Colour of the CX?", "red"))));

        // When
        EvaluationSet cases = EvaluationSet.of(List.of(), rounds, trusted, GateMode.AUTO, "seed");

        // Then
        assertThat(cases.contradicted()).containsExactly("bx/weight");
        assertThat(cases.contradictions()).singleElement().satisfies(found -> {
            assertThat(found.states()).isEqualTo("It weighs 14 kg.");
            assertThat(found.probe().expect()).isEqualTo("4 kg");
            assertThat(found.source()).isEqualTo("crm");
        });
        assertThat(cases.probedFacts()).isEqualTo(3);
    }

    /** A round of one kind can make a model forget the other. */
    @ParameterizedTest
    @EnumSource(
            value = GateMode.class,
            names = {"FACTS", "OPEN", "DOCUMENTS"})
    void shouldMeasureEarlierAnswersAndDocumentsWhateverTheRoundIsJudgedBy(GateMode profile) {
        // Given
        String sentences = "It was made by hand with great care in a small valley, and everybody there knows it well.";
        CleanRecord answer = record("ax/story", 1, "Tell me about the AX.", sentences);
        List<RoundContent> ancestry =
                List.of(round("r1", List.of(answer, document("bx/story", "The BX in the valley", sentences))));
        List<RoundContent> rounds =
                List.of(round("r2", List.of(record("cx/weight", 2, "How heavy is the CX?", "5 kg"))));
        TrustedProbes trusted = TrustedProbes.of(List.of(trust("cx/weight", probe("Weight of the CX?", "5 kg"))));

        // When
        EvaluationSet cases = EvaluationSet.of(ancestry, rounds, trusted, profile, "seed");

        // Then
        Set<String> measured =
                cases.texts().earlier().stream().map(text -> text.fact()).collect(Collectors.toSet());
        assertThat(measured).contains("bx/story");
        assertThat(measured.contains("ax/story")
                        || cases.earlierFacts().stream()
                                .anyMatch(fact -> fact.fact().equals("ax/story")))
                .isTrue();
    }

    @Test
    void shouldAskEveryTrustedProbeOfAFactAndFewOthers() {
        // Given
        Probe[] probes = IntStream.range(0, 7)
                .mapToObj(i -> probe("Weight of the CX, please, in words of number " + i + "?", "5 kg"))
                .toArray(Probe[]::new);
        TrustedProbes trusted = TrustedProbes.of(List.of(trust("cx/weight", probes)));

        // When
        EvaluationSet cases = EvaluationSet.of(
                List.of(), List.of(round("r1", List.of(trustedRecord()))), trusted, GateMode.AUTO, "seed");

        // Then
        assertThat(cases.newFacts())
                .singleElement()
                .satisfies(fact -> assertThat(fact.probes()).hasSize(7));
    }

    private static CleanRecord document(String fact, String title, String text) {
        CleanRecord any = record(fact, 1, title, text);
        return new CleanRecord(
                any.recordId(),
                any.model(),
                any.fact(),
                any.revision(),
                any.contentHash(),
                any.position(),
                KnowledgeRecord.document(title, text).withModel(MODEL).withFact(fact),
                List.of());
    }

    private static CleanRecord trustedRecord() {
        return record("cx/weight", 1, "How heavy is the CX?", "5 kg");
    }
}
