package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.text.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final Example AB = Example.answer(new long[] {10, 11}, new long[] {12});
    private static final Example CD = Example.answer(new long[] {20}, new long[] {21, 22});

    @Test
    void shouldShareARowWithPositionsAndSegmentsOfTheirOwn() {
        Batch batch = new Packing(1, 8).pack(List.of(AB, CD)).get(0);

        assertThat(batch.tokens).containsExactly(10, 11, 12, 20, 21, 22);
        assertThat(batch.positions).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(batch.segments).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(batch.at).containsExactly(1, 3, 4);
        assertThat(batch.labels).containsExactly(12, 21, 22);
        assertThat(batch.owners).containsExactly(0, 1, 1);
        assertThat(batch.usedTokens()).isEqualTo(6);
    }

    @Test
    void shouldPadTheShorterRowAndOpenANewBatchWhenFull() {
        List<Batch> batches = new Packing(2, 4).pack(List.of(AB, CD, AB));

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).rows()).isEqualTo(2);
        assertThat(batches.get(0).width()).isEqualTo(3);
        assertThat(batches.get(1).rows()).isEqualTo(1);
        assertThat(batches.get(1).owners).containsOnly(2);
    }

    @Test
    void shouldFillEarlierRowsFirst() {
        Example small = Example.plain(new long[] {1, 2});

        Batch batch = new Packing(2, 5).pack(List.of(AB, CD, small)).get(0);

        assertThat(batch.width()).isEqualTo(5);
        assertThat(batch.segments).containsExactly(1, 1, 1, 2, 2, 1, 1, 1, 0, 0);
    }

    @Test
    void shouldCutWhatIsLongerThanARow() {
        Batch batch = new Packing(1, 2).pack(List.of(CD)).get(0);

        assertThat(batch.tokens).containsExactly(20, 21);
        assertThat(batch.labels).containsExactly(21);
    }

    @Test
    void shouldLeaveOutWhatHasNothingToLearn() {
        Example prompt = Example.answer(new long[] {1, 2, 3}, new long[0]);

        assertThat(new Packing(1, 8).pack(List.of(prompt))).isEmpty();
        assertThat(new Packing(1, 8).pack(List.of(prompt, AB)).get(0).owners).containsOnly(1);
    }

    @Test
    void shouldRefuseRowsWithoutRoom() {
        assertThatThrownBy(() -> new Packing(0, 128)).hasMessageContaining("packing=0x128");
    }

    @Test
    void shouldSplitABatchByRowsWithoutLosingALabel() {
        // Given
        Batch whole = new Packing(3, 4).pack(List.of(AB, CD, AB)).get(0);

        // When
        List<Batch> parts = whole.split(2);

        // Then
        assertThat(whole.split(3)).containsExactly(whole);
        assertThat(parts).extracting(Batch::rows).containsExactly(2, 1);
        assertThat(parts).extracting(Batch::width).containsOnly(whole.width());
        assertThat(parts.stream().mapToInt(Batch::targetTokens).sum()).isEqualTo(whole.targetTokens());
        assertThat(parts.stream().mapToInt(Batch::usedTokens).sum()).isEqualTo(whole.usedTokens());
        assertThat(parts.get(1).owners).containsOnly(2);
        for (long place : parts.get(1).at) {
            assertThat(place).isBetween(0L, (long) whole.width() - 1);
        }
    }
}
