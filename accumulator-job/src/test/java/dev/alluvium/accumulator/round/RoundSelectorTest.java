package dev.alluvium.accumulator.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judgements over random states, against what must hold of each. The seed is the test's name. */
class RoundSelectorTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNotDependOnTheOrderOfArrival(int seed) {
        Random random = new Random(seed);
        AccumulationState before = history(random);
        List<RecordEntry> entries = entries(random, 100, 25);
        List<RecordEntry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);

        CutResult inOrder = cut(before, entries);
        CutResult anyOrder = cut(before, shuffled);

        assertThat(anyOrder.manifest().map(Json::string))
                .isEqualTo(inOrder.manifest().map(Json::string));
        assertThat(anyOrder.state()).isEqualTo(inOrder.state());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAcceptNoRepeatAndDropNothingWithoutAReason(int seed) {
        Random random = new Random(seed);
        AccumulationState before = history(random);
        AccumulationState state = Given.add(before, entries(random, 100, 25).toArray(RecordEntry[]::new));

        RoundSelection selection = Accumulation.judge(state);

        assertThat(selection.accepted().size()
                        + selection.drops().size()
                        + selection.holds().size()
                        + selection.known().size())
                .isEqualTo(state.pending().size());
        Map<String, RecordEntry> byHash = new HashMap<>();
        Map<String, RecordEntry> byFact = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (RecordEntry entry : selection.accepted()) {
            assertThat(ids.add(entry.recordId())).isTrue();
            assertThat(byHash.merge(entry.contentHash(), entry, (first, next) -> first)
                            .fact())
                    .isEqualTo(entry.fact());
            assertThat(byFact.merge(entry.fact(), entry, (first, next) -> first).revision())
                    .isEqualTo(entry.revision());
            assertThat(taught(state)).noneMatch(known -> known.recordId().equals(entry.recordId()));
        }
        for (DroppedEntry drop : selection.drops()) {
            RecordEntry winner = winner(state, selection, drop);
            assertThat(reason(drop, winner)).as("%s against %s", drop, winner).isTrue();
        }
        for (HeldEntry hold : selection.holds()) {
            assertThat(state.rounds().get(hold.round()).orElseThrow().undecided())
                    .isTrue();
        }
    }

    private static boolean reason(DroppedEntry drop, RecordEntry winner) {
        RecordEntry loser = drop.entry();
        return switch (drop.cause()) {
            case ALREADY_LIVE -> winner.recordId().equals(loser.recordId());
            case DUPLICATE_ACROSS_FACTS ->
                winner.contentHash().equals(loser.contentHash())
                        && !winner.fact().equals(loser.fact());
            case SUPERSEDED ->
                winner.fact().equals(loser.fact()) && winner.revision().isAfter(loser.revision());
            case NEAR_DUPLICATE, ERASED -> false;
        };
    }

    private static RecordEntry winner(AccumulationState state, RoundSelection selection, DroppedEntry drop) {
        List<RecordEntry> among = drop.conditional() ? selection.accepted() : taught(state);
        return among.stream()
                .filter(entry -> entry.recordId().equals(drop.because()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(drop + " names a record that is not there"));
    }

    private static List<RecordEntry> taught(AccumulationState state) {
        return state.rounds().all().stream()
                .filter(round -> round.phase() == Round.Phase.LIVE)
                .flatMap(round -> round.requireManifest().records().stream())
                .map(record -> RecordEntry.of(record, Given.NOW))
                .toList();
    }

    /** A live round, a refused one and an undecided one. */
    private static AccumulationState history(Random random) {
        AccumulationState state = AccumulationState.empty(Given.MODEL);
        state = round(state, entries(random, 0, 12), 1);
        state = Given.decide(state, "r000001", 1, Outcome.LIVE);
        state = round(state, entries(random, 20, 8), 2);
        state = Given.decide(state, "r000002", 1, random.nextBoolean() ? Outcome.REFUSED : Outcome.LIVE);
        return round(state, entries(random, 40, 8), 3);
    }

    private static AccumulationState round(AccumulationState state, List<RecordEntry> entries, int number) {
        CutResult cut = cut(state, entries);
        assertThat(cut.manifest()).as("round %d", number).isPresent();
        return Accumulation.opened(cut.state(), cut.manifest().orElseThrow().round());
    }

    private static CutResult cut(AccumulationState state, List<RecordEntry> entries) {
        AccumulationState next = state;
        for (RecordEntry entry : entries) {
            next = Given.add(next, entry);
        }
        return Accumulation.cut(next, Trigger.CUT, Set.of(), Given.NOW);
    }

    private static List<RecordEntry> entries(Random random, long offset, int count) {
        List<RecordEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String content = i == 0 ? "own-" + offset : "content-" + random.nextInt(12);
            String fact = i == 0 ? "own-" + offset : "fact-" + random.nextInt(9);
            entries.add(Given.entry(offset + i, fact, random.nextInt(4), content));
        }
        return entries;
    }
}
