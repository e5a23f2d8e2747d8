package dev.alluvium.knowledge.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneralPartTest {
    @Test
    void shouldKeepAboutAQuarterForTheSuite() {
        // Given
        int records = 4000;

        // When
        long suite = IntStream.range(0, records)
                .mapToObj(i -> GeneralPart.of(KnowledgeRecord.qa("Question " + i, "Answer")))
                .filter(part -> part == GeneralPart.SUITE)
                .count();

        // Then
        assertThat(suite).isBetween(900L, 1100L);
    }
}
