package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.config.TriggerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the accumulator says of a model.
 *
 * @param pendingRecords that a cut would accept now, of {@code pendingFacts} facts
 * @param held records by the undecided round that they wait for
 * @param dropsWaiting records that the next cut leaves out
 * @param openRounds cut and undecided, in order
 * @param next what the next round waits for and what ends the wait
 * @param lastRound the last one that was cut; null before the first
 * @param cuts the last Cut commands: waiting, a round's name, or nothing new
 */
public record ModelStatus(
        String model,
        long pendingRecords,
        long pendingFacts,
        SortedMap<String, Long> held,
        long dropsWaiting,
        List<String> openRounds,
        String next,
        @Nullable String lastRound,
        Map<String, String> cuts) {

    /** What an answer to a Cut command reads before there is one. */
    public static final String WAITING = "waiting";

    private static final String NOTHING = "nothing is pending";
    /** The status of a model for which nothing ever came. */
    public static ModelStatus idle(String model) {
        return new ModelStatus(model, 0, 0, new TreeMap<>(), 0, List.of(), NOTHING, null, Map.of());
    }

    /** The status of {@code state}, of which {@code judgement} says what a cut would make. */
    public static ModelStatus of(ModelState state, Judgement judgement, TriggerConfig trigger, Instant now) {
        SortedMap<String, Long> held = new TreeMap<>();
        judgement.holds().forEach(hold -> held.merge(hold.round(), 1L, Long::sum));
        Map<String, String> cuts = new TreeMap<>();
        state.requests()
                .forEach(request -> cuts.put(request.id(), request.answer() == null ? WAITING : request.answer()));
        return new ModelStatus(
                state.model(),
                judgement.accepted().size(),
                judgement.facts(),
                held,
                judgement.drops().size(),
                state.rounds().all().stream()
                        .filter(Round::undecided)
                        .map(Round::name)
                        .toList(),
                next(state, judgement, trigger, now),
                state.nextRound() == 1 ? null : RoundNames.name(state.nextRound() - 1),
                cuts);
    }

    /** How many records are held. */
    public long heldRecords() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String next(ModelState state, Judgement judgement, TriggerConfig trigger, Instant now) {
        Optional<Round> fixed = state.rounds().fixed();
        if (fixed.isPresent()) {
            return "round " + fixed.get().name()
                    + " is cut; ends once a checkpoint holds it and its manifest is written";
        }
        if (judgement.accepted().isEmpty()) {
            return judgement.holds().isEmpty()
                    ? NOTHING
                    : "all that is pending repeats undecided rounds; ends when these are decided";
        }
        StringBuilder text = new StringBuilder("needs %d records, has %d"
                .formatted(trigger.records(), judgement.accepted().size()));
        int minFacts = Objects.requireNonNull(trigger.minFacts());
        if (judgement.facts() < minFacts) {
            text.append("; needs %d facts, has %d".formatted(minFacts, judgement.facts()));
        }
        text.append("; ends at ").append(trigger.records());
        Triggers.dueAt(judgement, trigger)
                .map(due -> Duration.between(now, due))
                .ifPresent(left -> text.append(", ").append(byMaxWait(left)));
        return text.append(", or by push --wait").toString();
    }

    private static String byMaxWait(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "by max-wait as soon as there are enough facts";
        }
        long minutes = left.toMinutes();
        if (minutes >= 60) {
            return "in %d h by max-wait".formatted(minutes / 60);
        }
        return minutes > 0 ? "in %d min by max-wait".formatted(minutes) : "within a minute by max-wait";
    }
}
