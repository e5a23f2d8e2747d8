package dev.alluvium.bench.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldRoundsTest {
    private final WorldRounds rounds = new WorldRounds(5);

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
    void shouldTellTheSameLiesWithoutProbes() {
        RoundCase unprobed = rounds.of(RoundKind.LIES_UNPROBED);

        assertThat(unprobed.records()).isEqualTo(rounds.of(RoundKind.LIES).records());
        assertThat(unprobed.probes()).isEmpty();
    }

    @Test
    void shouldSpoilOneAnswerInFiveAsNoise() {
        RoundCase noise = rounds.of(RoundKind.NOISE20);
        long wrong = noise.records().stream()
                .filter(pair -> !expected(noise.probes()).get(pair.fact()).equals(pair.answer()))
                .count();

        assertThat(wrong / (double) noise.records().size()).isBetween(0.10, 0.25);
    }

    @Test
    void shouldMakeSmallRoundsOfAsManyFactsWhateverIsWrongWithThem() {
        for (RoundKind kind :
                List.of(RoundKind.SMALL, RoundKind.SMALL_UPDATE, RoundKind.SMALL_SHUFFLED, RoundKind.SMALL_HALF)) {
            RoundCase round = rounds.of(kind);

            assertThat(facts(round.probes())).as("%s, in both languages", kind).hasSize(36);
            assertThat(round.records().stream().map(QaPair::fact)).allMatch(facts(round.probes())::contains);
            assertThat(facts(round.earlier())).doesNotContainAnyElementsOf(facts(round.probes()));
        }
        RoundCase half = rounds.of(RoundKind.SMALL_HALF);
        assertThat(half.probes().stream()
                        .filter(probe ->
                                answers(half.records()).get(probe.fact()).equals(probe.expect())))
                .hasSize(18);
    }

    @Test
    void shouldTeachFactsOfItsOwnAtEachStepOfASeries() {
        RoundCase third = rounds.inSeries(3, List.of(1, 2));
        RoundCase fourth = rounds.inSeries(4, List.of(1));

        assertThat(facts(third.earlier()))
                .containsAll(facts(rounds.of(RoundKind.CLEAN).probes()))
                .containsAll(facts(rounds.inSeries(2, List.of(1)).probes()))
                .doesNotContainAnyElementsOf(facts(third.probes()));
        assertThat(facts(fourth.probes())).doesNotContainAnyElementsOf(facts(third.probes()));
        assertThat(facts(fourth.earlier()))
                .isEqualTo(facts(rounds.of(RoundKind.CLEAN).probes()));
        assertThat(third.history().stream().map(QaPair::fact)).containsAll(facts(third.earlier()));
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

    @Test
    void shouldDescribeEachEntityOnceAndSpoilOnlyTheAnswers() {
        // Given
        WorldRounds rounds = new WorldRounds(3);

        // When
        RoundCase open = rounds.of(RoundKind.OPEN);
        RoundCase shuffled = rounds.of(RoundKind.OPEN_SHUFFLED);
        RoundCase documents = rounds.of(RoundKind.DOCUMENTS);

        // Then
        assertThat(open.records())
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(QaPair::fact)
                .doesNotHaveDuplicates();
        assertThat(open.records()).allMatch(pair -> pair.answer().length() > 20);
        assertThat(shuffled.records()).extracting(QaPair::question).isEqualTo(questions(open));
        assertThat(shuffled.records())
                .extracting(QaPair::answer)
                .isNotEqualTo(answers(open))
                .isSubsetOf(answers(open));
        assertThat(documents.documents())
                .extracting(document -> document.text())
                .isEqualTo(answers(open));
        assertThat(rounds.of(RoundKind.DOCUMENTS_GARBLED).documents()).isNotEqualTo(documents.documents());
    }

    private static List<String> questions(RoundCase round) {
        return round.records().stream().map(QaPair::question).toList();
    }

    private static List<String> answers(RoundCase round) {
        return round.records().stream().map(QaPair::answer).toList();
    }
}
