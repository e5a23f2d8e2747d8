package dev.alluvium.accumulator.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index keeps what comparing every pair keeps, batch by batch, whatever the order of arrival and however it restarts. */
class BatchOracleTest {
    private static final String[] COLOURS = {"red", "blue", "green", "yellow"};

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepWhatTheBatchKeeps(int seed) {
        Random random = new Random(seed);
        BatchOracle oracle = new BatchOracle();
        AccumulationState state = AccumulationState.empty(Given.MODEL);
        for (int round = 0; round < 4; round++) {
            List<RecordEntry> records = records(random, 100L * round, 30);
            List<RecordEntry> expected = oracle.batch(records);
            Collections.shuffle(records, random);

            state = Given.add(state, records.toArray(RecordEntry[]::new));
            CutResult cut = Accumulation.cut(state, Trigger.CUT, Set.of(), Given.NOW);
            state = cut.state();

            assertThat(cut.manifest()
                            .map(manifest -> manifest.records().stream()
                                    .map(record -> record.position())
                                    .sorted()
                                    .toList()))
                    .isEqualTo(java.util.Optional.of(
                                    expected.stream().map(RecordEntry::position).toList())
                            .filter(all -> !all.isEmpty()));
            state = random.nextBoolean() ? state : restarted(state);
            state = cut.manifest().isEmpty()
                    ? told(state)
                    : goLive(state, cut.manifest().get().round());
        }
    }

    private static AccumulationState goLive(AccumulationState state, String round) {
        return Given.decide(Accumulation.opened(state, round), round, 1, Outcome.LIVE);
    }

    /** What was only dropped has a manifest too. */
    private static AccumulationState told(AccumulationState state) {
        return state.rounds()
                .fixed()
                .map(sweep -> Accumulation.opened(state, sweep.name()))
                .orElse(state);
    }

    /** The same rounds with an index that was never asked before. */
    private static AccumulationState restarted(AccumulationState state) {
        return state.withRounds(ModelRounds.of(state.rounds().all()));
    }

    private static List<RecordEntry> records(Random random, long offset, int count) {
        List<RecordEntry> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "%s housing number %d of %s pump is painted in a %s colour%s"
                    .formatted(
                            random.nextBoolean() ? "The" : "THE",
                            random.nextInt(3),
                            random.nextBoolean() ? "the" : "a",
                            COLOURS[random.nextInt(COLOURS.length)],
                            random.nextBoolean() ? "." : " (copy)");
            records.add(Texts.entry(offset + i, "fact-" + random.nextInt(12), random.nextInt(5), text));
        }
        return records;
    }
}
