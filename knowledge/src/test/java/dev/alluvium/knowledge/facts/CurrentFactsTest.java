package dev.alluvium.knowledge.facts;

import static dev.alluvium.knowledge.facts.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentFactsTest {
    private static final CleanRecord OLD = qa("weight", 1, "How heavy?", "3 kg");
    private static final CleanRecord OLD_TOO = qa("weight", 1, "Its weight?", "3 kg");
    private static final CleanRecord NEW = qa("weight", 2, "How heavy?", "4 kg");
    private static final CleanRecord OTHER = qa("colour", 1, "Which colour?", "Red");

    @Test
    void shouldKeepAllWordingsOfTheNewestRevisionAlone() {
        // Given
        List<RoundContent> rounds = List.of(round("r1", OLD, OLD_TOO, OTHER), round("r2", NEW));

        // When
        CurrentFacts facts = CurrentFacts.of(rounds);

        // Then
        assertThat(facts.records()).containsExactlyInAnyOrder(NEW, OTHER);
    }

    @Test
    void shouldDecideByRevisionAndNotByTheOrderOfRounds() {
        // Given
        List<RoundContent> rounds = List.of(round("r1", NEW), round("r2", OLD));

        // When
        CurrentFacts facts = CurrentFacts.of(rounds);

        // Then
        assertThat(facts.records()).containsExactly(NEW);
    }

    @Test
    void shouldForgetWhatAnErasureCoversWhicheverRoundListsIt() {
        // Given
        ErasedFact weight = new ErasedFact("weight", OLD.revision());
        RoundContent erasing = new RoundContent("r2", List.of(OTHER), List.of(weight));

        // When
        CurrentFacts after = CurrentFacts.of(List.of(round("r1", OLD), erasing));
        CurrentFacts before = CurrentFacts.of(List.of(erasing, round("r1", OLD)));

        // Then
        assertThat(after.records()).containsExactly(OTHER);
        assertThat(before.records()).containsExactly(OTHER);
    }

    @Test
    void shouldKeepWhatIsNewerThanTheErasure() {
        // Given
        ErasedFact weight = new ErasedFact("weight", OLD.revision());
        RoundContent erasing = new RoundContent("r2", List.of(OTHER), List.of(weight));

        // When
        CurrentFacts facts = CurrentFacts.of(List.of(round("r1", NEW), erasing));

        // Then
        assertThat(facts.records()).containsExactlyInAnyOrder(NEW, OTHER);
    }

    @Test
    void shouldTrainTheRoundsNewFactsAndRepeatTheOthers() {
        // Given
        List<RoundContent> ancestry = List.of(round("r1", OLD, OTHER));

        // When
        TrainingSet set = TrainingSet.of(ancestry, List.of(round("r2", NEW)));

        // Then
        assertThat(set.round()).containsOnlyKeys("weight");
        assertThat(set.round().get("weight")).containsExactly(NEW);
        assertThat(set.history()).containsOnlyKeys("colour");
    }

    @Test
    void shouldNeitherTrainWhatIsLiveAlreadyNorWhatIsSuperseded() {
        // Given
        List<RoundContent> ancestry = List.of(round("r1", NEW));

        // When
        TrainingSet set = TrainingSet.of(ancestry, List.of(round("r2", NEW, OLD, OTHER)));

        // Then
        assertThat(set.round()).containsOnlyKeys("colour");
        assertThat(set.alreadyLive()).isEqualTo(1);
        assertThat(set.superseded()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheKnownWordingsOfAFactThatGetsAFurtherOne() {
        // Given
        List<RoundContent> ancestry = List.of(round("r1", OLD));

        // When
        TrainingSet set = TrainingSet.of(ancestry, List.of(round("r2", OLD_TOO)));

        // Then
        assertThat(set.round().get("weight")).containsExactly(OLD, OLD_TOO);
        assertThat(set.history()).isEmpty();
    }

    private static RoundContent round(String name, CleanRecord... records) {
        return new RoundContent(name, List.of(records), List.of());
    }
}
