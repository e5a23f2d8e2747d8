package dev.alluvium.knowledge.facts;

import static dev.alluvium.knowledge.facts.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasuresTest {
    private static final CleanRecord OLD = qa("weight", 1, "How heavy?", "3 kg");
    private static final CleanRecord NEW = qa("weight", 2, "How heavy?", "4 kg");
    private static final CleanRecord COLOUR = qa("colour", 1, "Which colour?", "Red");

    @Test
    void shouldTakeOutWhatItCoversAndLeaveWhatIsNewerOrOfAnotherFact() {
        // Given
        Erasures erasures = Erasures.of(List.of(new ErasedFact("weight", OLD.revision())));
        RoundContent round = new RoundContent("r1", List.of(OLD, NEW, COLOUR), List.of());

        // When
        RoundContent left = round.without(erasures);

        // Then
        assertThat(left.records()).containsExactly(NEW, COLOUR);
    }

    @Test
    void shouldReachAsFarAsTheFurthestOfAFact() {
        Erasures erasures = Erasures.of(
                List.of(new ErasedFact("weight", NEW.revision()), new ErasedFact("weight", OLD.revision())));

        assertThat(erasures.covers(NEW)).isTrue();
        assertThat(erasures.covers(new ErasedFact("weight", NEW.revision()))).isTrue();
        assertThat(erasures.covers(new ErasedFact("weight", NEW.revision().plusSeconds(1))))
                .isFalse();
    }

    @Test
    void shouldNameThoseAloneThatTakeSomethingOutOfTheRounds() {
        // Given
        ErasedFact colour = new ErasedFact("colour", COLOUR.revision());
        ErasedFact before = new ErasedFact("weight", OLD.revision().minusSeconds(1));
        ErasedFact unknown = new ErasedFact("size", OLD.revision());

        // When
        List<ErasedFact> touching = Erasures.of(List.of(colour, before, unknown))
                .touching(List.of(new RoundContent("r1", List.of(OLD, COLOUR), List.of())));

        // Then
        assertThat(touching).containsExactly(colour);
    }
}
