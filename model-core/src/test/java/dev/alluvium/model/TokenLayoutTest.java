package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.text.Example;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenLayoutTest {
    private static Example record(long first, int length) {
        return Example.plain(LongStream.range(first, first + length).toArray());
    }

    private static final Batch BATCH = new Packing(2, 8)
            .pack(List.of(record(10, 5), record(20, 3), record(30, 6)))
            .get(0);

    @Test
    void shouldLeaveOutThePadding() {
        TokenLayout layout = TokenLayout.of(BATCH);

        assertThat(layout.tokens()).containsExactly(10, 11, 12, 13, 14, 20, 21, 22, 30, 31, 32, 33, 34, 35);
        assertThat(layout.positions()).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 0, 1, 2, 3, 4, 5);
        assertThat(layout.records()).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void shouldNeverMakeTheFirstTokenOfARecordALabel() {
        TokenLayout layout = TokenLayout.of(BATCH);

        assertThat(layout.at()).containsExactly(0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12);
        assertThat(BATCH.labels).doesNotContain(10, 20, 30);
    }

    @Test
    void shouldShareABlockAmongNeighboursThatFitIt() {
        TokenLayout layout = TokenLayout.of(BATCH, 9);

        assertThat(layout.bounds()).containsExactly(0, 8, 14);
        assertThat(layout.alone()).containsExactly(0, 1);
    }

    @Test
    void shouldGiveEveryRecordItsOwnBlockWhereNoneIsShared() {
        TokenLayout layout = TokenLayout.of(BATCH, 0);

        assertThat(layout.bounds()).containsExactly(0, 5, 8, 14);
        assertThat(layout.alone()).containsExactly(1, 1, 1);
    }
}
