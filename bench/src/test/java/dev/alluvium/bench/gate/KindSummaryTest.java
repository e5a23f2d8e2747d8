package dev.alluvium.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.bench.gate.KindSummary.Spread;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.RoundOutcome;
import dev.alluvium.bench.world.RoundVerdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KindSummaryTest {
    private final Map<String, KindSummary> summaries = KindSummary.of(List.of(
            outcome(1, RoundKind.LIES, RoundVerdict.REFUSED, 0.0),
            outcome(1, RoundKind.CLEAN, RoundVerdict.PROMOTED, 0.98),
            outcome(2, RoundKind.CLEAN, RoundVerdict.REFUSED, 0.70),
            outcome(3, RoundKind.CLEAN, RoundVerdict.PROMOTED, 0.95),
            outcome(1, RoundKind.LIES_UNPROBED, RoundVerdict.PROMOTED, 0.9)));

    @Test
    void shouldCountWhatBecameOfEachKindThatOccurs() {
        KindSummary clean = summaries.get("clean");

        assertThat(summaries).containsOnlyKeys("clean", "lies", "lies-unprobed");
        assertThat(clean)
                .extracting(KindSummary::rounds, KindSummary::promoted, KindSummary::refused)
                .containsExactly(3, 2, 1);
        assertThat(clean.right()).isEqualTo(2);
        assertThat(clean.figures()).containsEntry("uptake.after", new Spread(0.70, 0.95, 0.98));
        assertThat(summaries.get("lies-unprobed").right()).isEqualTo(1);
    }

    @Test
    void shouldGiveTheExactIntervalOfTheSharePromoted() {
        assertThat(summaries.get("clean").lower()).isCloseTo(0.0943, within(1e-4));
        assertThat(summaries.get("clean").upper()).isCloseTo(0.9916, within(1e-4));
        assertThat(summaries.get("lies").lower()).isZero();
    }

    @Test
    void shouldPrintARowForEachKind() {
        String table = GateTable.of(summaries);

        assertThat(table.lines()).hasSize(5);
        assertThat(table).contains("| clean | 2 of 3 | 9 to 99 % | 1 | 0 |", "0.700 / 0.950 / 0.980");
    }

    @Test
    void shouldMarkARoundThatWasDecidedWrongly() {
        assertThat(GateTable.line(outcome(7, RoundKind.LIES, RoundVerdict.PROMOTED, 0.5)))
                .startsWith("world 7")
                .contains("lies", "promoted", "WRONG", "50.0 %");
        assertThat(GateTable.line(outcome(7, RoundKind.LIES, RoundVerdict.HELD, 0.5)))
                .doesNotContain("WRONG");
    }

    private static RoundOutcome outcome(long world, RoundKind kind, RoundVerdict verdict, double uptake) {
        return new RoundOutcome(world, kind.code(), 1, verdict, 10, new TreeMap<>(Map.of("uptake.after", uptake)));
    }
}
