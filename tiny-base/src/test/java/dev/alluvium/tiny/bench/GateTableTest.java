package dev.alluvium.tiny.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateTableTest {

    @Test
    void shouldSumUpEachKindThatOccurs() {
        String table = GateTable.of(List.of(
                outcome(1, RoundKind.CLEAN, true, 0.98),
                outcome(2, RoundKind.CLEAN, false, 0.70),
                outcome(3, RoundKind.CLEAN, true, 0.95),
                outcome(1, RoundKind.LIES, false, 0.0)));

        assertThat(table.lines()).hasSize(4);
        assertThat(table).contains("| clean | 2 of 3 | 2 |", "0.700 / 0.950 / 0.980", "| lies | 0 of 1 | 1 |");
        assertThat(table).doesNotContain("update");
    }

    private static Outcome outcome(long world, RoundKind kind, boolean promoted, double uptake) {
        boolean right = promoted == kind.promotable();
        return new Outcome(world, kind.code(), promoted, right, 10, new TreeMap<>(Map.of("uptake.after", uptake)));
    }
}
