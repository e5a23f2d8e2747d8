package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cleaning.adapter.ReplayedOffsets.Range;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayedOffsetsTest {
    @Test
    void shouldMoveItsBeginningOverWhatIsJoined() {
        // Given
        ReplayedOffsets some = ReplayedOffsets.none().with(5, 7).with(9, 10);

        // When
        ReplayedOffsets more = some.with(0, 5);

        // Then
        assertThat(some).isEqualTo(new ReplayedOffsets(0, List.of(new Range(5, 7), new Range(9, 10))));
        assertThat(more).isEqualTo(new ReplayedOffsets(7, List.of(new Range(9, 10))));
        assertThat(more.with(7, 9)).isEqualTo(new ReplayedOffsets(10, List.of()));
    }

    @Test
    void shouldRefuseMetadataOfAnotherForm() {
        assertThatThrownBy(() -> ReplayedOffsets.parse(3, "through=7")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithASetOfOffsetsAlsoOnceWrittenAndRead(long seed) {
        Random random = new Random(seed);
        TreeSet<Long> expected = new TreeSet<>();
        ReplayedOffsets replayed = ReplayedOffsets.none();
        for (int i = 0; i < 60; i++) {
            // When
            long first = random.nextInt(400);
            long end = first + random.nextInt(6);
            replayed = ReplayedOffsets.parse(replayed.from(), replayed.text()).with(first, end);

            // Then
            for (long offset = first; offset < end; offset++) {
                expected.add(offset);
            }
            for (long offset = 0; offset < 410; offset++) {
                assertThat(replayed.contains(offset)).as("offset %d", offset).isEqualTo(expected.contains(offset));
            }
        }
    }
}
