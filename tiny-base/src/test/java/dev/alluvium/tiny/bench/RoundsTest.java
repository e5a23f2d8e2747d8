package dev.alluvium.tiny.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds(5);

    @Test
    void shouldProbeACleanRoundForWhatItsRecordsSay() {
        RoundCase clean = rounds.of(RoundKind.CLEAN);

        assertThat(clean.probes())
                .allMatch(probe -> answers(clean.records()).get(probe.fact()).equals(probe.expect()));
        assertThat(clean.history()).isEmpty();
    }

    @Test
    void shouldContradictEveryTrustedProbeWithLies() {
        RoundCase lies = rounds.of(RoundKind.LIES);

        assertThat(lies.probes()).isEqualTo(rounds.of(RoundKind.CLEAN).probes());
        assertThat(lies.probes())
                .noneMatch(probe -> answers(lies.records()).get(probe.fact()).equals(probe.expect()));
    }

    @Test
    void shouldUpdateWithNewProbesAndWithoutReplayingWhatIsSuperseded() {
        RoundCase update = rounds.of(RoundKind.UPDATE);
        Set<String> updated = facts(update.probes());

        assertThat(updated).hasSize(128);
        assertThat(update.probes())
                .allMatch(probe -> answers(update.records()).get(probe.fact()).equals(probe.expect()));
        assertThat(facts(update.stale())).isEqualTo(updated);
        assertThat(update.stale()).doesNotContainAnyElementsOf(update.probes());
        assertThat(update.history()).noneMatch(pair -> updated.contains(pair.fact()));
        assertThat(facts(update.earlier())).doesNotContainAnyElementsOf(updated).isNotEmpty();
    }

    @Test
    void shouldShuffleOnlyNewFacts() {
        RoundCase shuffled = rounds.of(RoundKind.SHUFFLED);

        assertThat(facts(shuffled.probes())).doesNotContainAnyElementsOf(facts(shuffled.earlier()));
        assertThat(shuffled.records())
                .anyMatch(pair -> !expected(shuffled.probes()).get(pair.fact()).equals(pair.answer()));
    }

    @Test
    void shouldNeverRecordAProbe() {
        for (RoundKind kind : RoundKind.values()) {
            RoundCase round = rounds.of(kind);
            Set<String> asked = round.records().stream().map(QaPair::question).collect(Collectors.toSet());
            assertThat(round.probes()).noneMatch(probe -> asked.contains(probe.prompt()));
        }
    }

    private static Set<String> facts(List<WorldProbe> probes) {
        return probes.stream().map(WorldProbe::fact).collect(Collectors.toSet());
    }

    private static Map<String, String> answers(List<QaPair> records) {
        return records.stream().collect(Collectors.toMap(QaPair::fact, QaPair::answer, (first, second) -> first));
    }

    private static Map<String, String> expected(List<WorldProbe> probes) {
        return probes.stream()
                .collect(Collectors.toMap(WorldProbe::fact, WorldProbe::expect, (first, second) -> first));
    }
}
