package dev.alluvium.knowledge.facts;

import static dev.alluvium.knowledge.facts.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundContentTest {
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final CleanRecord COLOUR = qa("colour", 1, "Which colour?", "Red");

    @Test
    void shouldNameTheRecordsAndNotTheirRounds() {
        // Given
        List<RoundContent> once = List.of(round("r1", WEIGHT, COLOUR));
        List<RoundContent> again = List.of(round("r2", COLOUR.requeuedFrom("r1")), round("r3", WEIGHT));

        // When
        String digest = RoundContent.digest(once);

        // Then
        assertThat(RoundContent.digest(again)).isEqualTo(digest);
    }

    @Test
    void shouldTellOtherRecordsAndErasuresApart() {
        String digest = RoundContent.digest(List.of(round("r1", WEIGHT)));

        assertThat(RoundContent.digest(List.of(round("r1", WEIGHT, COLOUR)))).isNotEqualTo(digest);
        assertThat(RoundContent.digest(List.of(
                        new RoundContent("r1", List.of(WEIGHT), List.of(new ErasedFact("size", Instant.EPOCH))))))
                .isNotEqualTo(digest);
    }

    private static RoundContent round(String name, CleanRecord... records) {
        return new RoundContent(name, List.of(records), List.of());
    }
}
