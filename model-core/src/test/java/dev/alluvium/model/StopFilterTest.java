package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopFilterTest {
    @Test
    void shouldEndBeforeAStopTextThatComesInPieces() {
        StopFilter filter = new StopFilter(List.of("\nUser:"));

        assertThat(filter.accept("Yes.\nUs")).isEqualTo("Yes.");
        assertThat(filter.accept("er: next")).isEmpty();

        assertThat(filter.stopped()).isTrue();
    }

    @Test
    void shouldGiveWhatLookedLikeAStopTextAndWasNone() {
        StopFilter filter = new StopFilter(List.of("STOP"));

        assertThat(filter.accept("a ST")).isEqualTo("a ");
        assertThat(filter.accept("ART")).isEqualTo("START");
        assertThat(filter.accept("S")).isEmpty();
        assertThat(filter.end()).isEqualTo("S");
        assertThat(filter.stopped()).isFalse();
    }

    @Test
    void shouldEndAtTheFirstOfSeveral() {
        StopFilter filter = new StopFilter(List.of("two", "one"));

        assertThat(filter.accept("zero one two")).isEqualTo("zero ");
    }
}
