package dev.alluvium.knowledge.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.wording.HoldOut.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {
    private static final List<String> ENGLISH = List.of(
            "How heavy is it?", "What does it weigh?", "Name its weight.", "Its mass, please?", "Tell me the weight.");

    @Test
    void shouldHoldOutOneWordingOfEachLanguageThatHasEnough() {
        // Given
        List<CleanRecord> records =
                records(List.of("How heavy is it?", "What does it weigh?", "Name its weight.", "它有多重？", "它的重量？"));

        // When
        Split split = HoldOut.split(records, List.of());

        // Then
        assertThat(split.heldOut()).singleElement().satisfies(probe -> {
            assertThat(probe.tier()).isEqualTo(ProbeTier.FEED);
            assertThat(probe.language()).isEqualTo("en");
            assertThat(probe.expect()).isEqualTo("3 kg");
        });
        assertThat(split.training())
                .hasSize(4)
                .noneMatch(w -> w.instruction().equals(split.heldOut().get(0).prompt()));
    }

    @Test
    void shouldChooseTheSameWordingInAnyOrderOfArrival() {
        // Given
        List<CleanRecord> shuffled = new ArrayList<>(records(ENGLISH));
        Collections.shuffle(shuffled, new Random(7));

        // When
        Split split = HoldOut.split(shuffled, List.of());

        // Then
        assertThat(split).isEqualTo(HoldOut.split(records(ENGLISH), List.of()));
    }

    @Test
    void shouldNeverHoldOutLaterWhatWasTrainedBefore() {
        // Given
        Split before = HoldOut.split(records(ENGLISH.subList(0, 3)), List.of());

        // When
        Split after = HoldOut.split(records(ENGLISH), List.of());

        // Then
        assertThat(before.training())
                .extracting(Wording::instruction)
                .doesNotContain(after.heldOut().get(0).prompt());
    }

    @Test
    void shouldTrainAllButWhatTrustedProbesAsk() {
        // Given
        List<Probe> trusted = List.of(
                new Probe(" how heavy is IT ", AnswerMatcher.EXACT, "3 kg", List.of(), ProbeTier.TRUSTED, null));

        // When
        Split split = HoldOut.split(records(ENGLISH), trusted);

        // Then
        assertThat(split.heldOut()).isEmpty();
        assertThat(split.training()).extracting(Wording::instruction).containsExactlyElementsOf(ENGLISH.subList(1, 5));
    }

    @Test
    void shouldTrainTheFactInAFrameWhereProbesAskAllThatTheRecordsSay() {
        // Given
        List<Probe> trusted =
                List.of(new Probe("How heavy is it?", AnswerMatcher.EXACT, "3 kg", List.of(), ProbeTier.TRUSTED, null));

        // When
        Split split = HoldOut.split(records(ENGLISH.subList(0, 1)), trusted);

        // Then
        assertThat(split.training()).containsExactly(new Wording("Question: How heavy is it?", "3 kg"));
    }

    @Test
    void shouldAskInReservedFramesWhereWordingsAreFew() {
        // Given
        List<CleanRecord> records = records(List.of("它有多重？", "How heavy is it?"));

        // When
        Split split = HoldOut.split(records, List.of());

        // Then
        assertThat(split.training()).hasSize(2);
        assertThat(split.heldOut()).isEmpty();
        assertThat(split.probes()).hasSize(2).allMatch(probe -> probe.tier() == ProbeTier.TEMPLATE);
        assertThat(split.probes())
                .extracting(Probe::prompt)
                .allMatch(p -> p.endsWith("它有多重？") || p.contains("它有多重？") || p.contains("How heavy is it?"));
    }

    @Test
    void shouldExpectTheShortestAnswerThatTheFullOneContains() {
        // Given
        KnowledgeRecord record = KnowledgeRecord.qa("How heavy is it?", "It weighs 3.2 kg.").toBuilder()
                .wordings(List.of(new Wording("What does it weigh?", "3.2 kg."), new Wording("Weight?", "3.2 kg.")))
                .build();

        // When
        Split split = HoldOut.split(List.of(clean(record, 0)), List.of());

        // Then
        assertThat(split.heldOut()).extracting(Probe::expect).containsExactly("3.2 kg.");
    }

    @Test
    void shouldNotTrainAWordingThatIsTooCloseToAProbe() {
        // Given
        String prompt = "How many kilograms does the AX-200 pump weigh when it is delivered without its tank?";
        String near = "How many kilograms does the AX-200 pump weigh when it is delivered without the tank?";
        String sibling = near.replace("AX-200", "AX-300");
        Probe probe = new Probe(prompt, AnswerMatcher.CONTAINS, "3 kg", List.of(), ProbeTier.TRUSTED, "en");

        // When
        Split split = HoldOut.split(records(List.of(near, sibling, "What does it weigh?")), List.of(probe));

        // Then
        assertThat(split.training()).extracting(Wording::instruction).containsExactly(sibling, "What does it weigh?");
    }

    @Test
    void shouldStillTrainAFactOfWhichEveryWordingIsTooCloseToAProbe() {
        // Given
        String prompt = "How many kilograms does the AX-200 pump weigh when it is delivered without its tank?";
        Probe probe = new Probe(prompt, AnswerMatcher.CONTAINS, "3 kg", List.of(), ProbeTier.TRUSTED, "en");

        // When
        Split split = HoldOut.split(records(List.of(prompt.replace("its", "the"))), List.of(probe));

        // Then
        assertThat(split.training())
                .hasSize(1)
                .allSatisfy(wording -> assertThat(wording.instruction()).isNotEqualTo(prompt));
    }

    @Test
    void shouldNotTrainInTheVeryWordsThatAProbeOfAnotherFactUses() {
        // Given
        ProbedQuestions probed = ProbedQuestions.of(Map.of("other/fact", List.of(trusted("how HEAVY is it"))));

        // When
        Split split = HoldOut.split(records(ENGLISH), List.of(), probed);

        // Then
        Split alone = HoldOut.split(records(ENGLISH), List.of());
        assertThat(split.training())
                .extracting(Wording::instruction)
                .doesNotContain("How heavy is it?")
                .hasSize(alone.training().size() - split.withheld().elsewhere());
        assertThat(split.probes())
                .as("evaluation asks what it would have asked")
                .isEqualTo(alone.probes());
    }

    @Test
    void shouldTrainASiblingOfWhatIsAskedOfAnotherFact() {
        // Given
        String prompt = "How many kilograms does the AX-200 pump weigh when it is delivered without its tank?";
        String sibling = prompt.replace("AX-200", "AX-300");
        String near = prompt.replace("its", "the");
        ProbedQuestions probed = ProbedQuestions.of(Map.of("other/fact", List.of(trusted(prompt))));

        // When
        Split split = HoldOut.split(records(List.of(sibling, near)), List.of(), probed);

        // Then
        assertThat(split.training()).extracting(Wording::instruction).containsExactly(sibling, near);
        assertThat(split.withheld()).isEqualTo(WithheldWordings.NONE);
    }

    @Test
    void shouldStillTrainAFactThatSaysOnlyWhatIsAskedOfAnother() {
        // Given
        ProbedQuestions probed = ProbedQuestions.of(Map.of("other/fact", List.of(trusted("How heavy is it?"))));

        // When
        Split split = HoldOut.split(records(ENGLISH.subList(0, 1)), List.of(), probed);

        // Then
        assertThat(split.training()).containsExactly(new Wording("Question: How heavy is it?", "3 kg"));
        assertThat(split.withheld()).isEqualTo(new WithheldWordings(0, 1));
    }

    @Test
    void shouldCountWhatOwnProbesKeepOutOnceAndByThem() {
        // Given
        CleanRecord record = records(ENGLISH).get(0);
        List<Probe> own = List.of(trusted("How heavy is it?"));
        ProbedQuestions probed = ProbedQuestions.of(Map.of(record.fact(), own, "other/fact", own));

        // When
        Split split = HoldOut.split(records(ENGLISH), own, probed);

        // Then
        assertThat(split.withheld()).isEqualTo(new WithheldWordings(1, 0));
    }

    private static Probe trusted(String prompt) {
        return new Probe(prompt, AnswerMatcher.CONTAINS, "3 kg", List.of(), ProbeTier.TRUSTED, "en");
    }

    private static List<CleanRecord> records(List<String> questions) {
        return IntStream.range(0, questions.size())
                .mapToObj(i -> clean(KnowledgeRecord.qa(questions.get(i), "3 kg"), i))
                .toList();
    }

    private static CleanRecord clean(KnowledgeRecord record, int offset) {
        return new CleanRecord(
                "id" + offset,
                "notes",
                "product/AX-200/weight",
                Instant.EPOCH,
                "hash" + offset,
                new RawPosition("raw", 0, offset),
                record,
                List.of());
    }
}
