package dev.alluvium.accumulator.round;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.alluvium.settings.TriggerConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the accumulator says of a model.
 *
 * @param pendingRecords that a cut would accept now, of {@code pendingFacts} facts
 * @param pendingTokens of these, where the trigger counts tokens
 * @param held records by the undecided round that they wait for
 * @param dropsWaiting records that the next cut leaves out
 * @param erasuresWaiting erased facts that no manifest lists yet: until then a run may still train them
 * @param openRounds cut and undecided, in order
 * @param index what duplicates are judged by
 * @param next what the next round waits for and what ends the wait
 * @param lastRound the last one that was cut; null before the first
 * @param cuts the last Cut commands: waiting, a round's name, or nothing new
 */
public record ModelStatus(
        String model,
        long pendingRecords,
        long pendingFacts,
        long pendingTokens,
        SortedMap<String, Long> held,
        long dropsWaiting,
        long erasuresWaiting,
        List<String> openRounds,
        IndexSize index,
        String next,
        @Nullable String lastRound,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> cuts) {
    @SuppressWarnings("ConstantValue") // JSON leaves out what is empty
    public ModelStatus {
        cuts = cuts == null ? Map.of() : Map.copyOf(cuts);
    }

    /**
     * How much is kept to judge duplicates by.
     *
     * @param records of undecided rounds and of the live ones within the retention
     * @param bytes on the heap, about
     */
    public record IndexSize(long records, long bytes) {
        static final IndexSize EMPTY = new IndexSize(0, 0);
    }

    /** What an answer to a Cut command reads before there is one. */
    public static final String WAITING = "waiting";

    private static final String NOTHING = "nothing is pending";
    /** The status of a model for which nothing ever came. */
    public static ModelStatus idle(String model) {
        return new ModelStatus(
                model, 0, 0, 0, new TreeMap<>(), 0, 0, List.of(), IndexSize.EMPTY, NOTHING, null, Map.of());
    }

    /** The status of {@code state}, of which {@code selection} says what a cut would make. */
    public static ModelStatus of(
            AccumulationState state, RoundSelection selection, TriggerConfig trigger, Instant now) {
        SortedMap<String, Long> held = new TreeMap<>();
        selection.holds().forEach(hold -> held.merge(hold.round(), 1L, Long::sum));
        Map<String, String> cuts = new TreeMap<>();
        state.requests()
                .forEach(request -> cuts.put(request.id(), request.answer() == null ? WAITING : request.answer()));
        return new ModelStatus(
                state.model(),
                selection.accepted().size(),
                selection.facts(),
                selection.tokens(),
                held,
                selection.drops().size(),
                state.unlisted().size(),
                state.rounds().all().stream()
                        .filter(round -> round.undecided() && !round.sweep())
                        .map(Round::name)
                        .toList(),
                state.rounds().index().sizes(),
                next(state, selection, trigger, now),
                state.lastRound().map(Round::name).orElse(null),
                cuts);
    }

    /** Without the Cut commands that were answered: who sent one has its answer. */
    public ModelStatus withoutAnswers() {
        Map<String, String> unanswered = new TreeMap<>(cuts);
        unanswered.values().removeIf(answer -> !answer.equals(WAITING));
        return new ModelStatus(
                model,
                pendingRecords,
                pendingFacts,
                pendingTokens,
                held,
                dropsWaiting,
                erasuresWaiting,
                openRounds,
                index,
                next,
                lastRound,
                unanswered);
    }

    /** How many records are held. */
    public long heldRecords() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String next(AccumulationState state, RoundSelection selection, TriggerConfig trigger, Instant now) {
        Optional<Round> fixed = state.rounds().fixed();
        if (fixed.isPresent()) {
            return (fixed.get().sweep()
                            ? "what no round can take is let go, and what is erased put on record"
                            : "round " + fixed.get().name() + " is cut")
                    + "; ends once a checkpoint holds it and its manifest is written";
        }
        if (!state.unlisted().isEmpty()) {
            return "erased facts to put on record: " + state.unlisted().size()
                    + "; ends once a checkpoint holds them and a manifest is written";
        }
        if (selection.accepted().isEmpty()) {
            return selection.holds().isEmpty()
                    ? NOTHING
                    : "all that is pending repeats undecided rounds; ends when these are decided";
        }
        return CutConditions.words(selection, trigger, now);
    }
}
