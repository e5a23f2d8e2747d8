package dev.alluvium.accumulator.round;

import dev.alluvium.settings.TriggerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides when a round is due without a command. Only records that a cut would accept count. */
public final class Triggers {
    private Triggers() {}

    /** The trigger that fires at {@code now}, if any. */
    public static Optional<Trigger> due(RoundSelection selection, TriggerConfig config, Instant now) {
        long facts = selection.facts();
        Optional<Trigger> waited = dueAt(selection, config)
                .filter(due -> !now.isBefore(due))
                .filter(due -> facts >= config.leastFewFacts())
                .map(due -> Trigger.MAX_WAIT);
        if (facts < config.minFacts()) {
            return waited;
        }
        if (selection.accepted().size() >= config.records()) {
            return Optional.of(Trigger.RECORDS);
        }
        Integer tokens = config.tokens();
        if (tokens != null && selection.tokens() >= tokens) {
            return Optional.of(Trigger.TOKENS);
        }
        return waited.or(() ->
                idleAt(selection, config).filter(due -> !now.isBefore(due)).map(due -> Trigger.IDLE));
    }

    /** When the oldest record will have waited for {@code max-wait}; empty if nothing waits or the wait is off. */
    public static Optional<Instant> dueAt(RoundSelection selection, TriggerConfig config) {
        return Optional.ofNullable(config.maxWait())
                .flatMap(wait ->
                        arrivals(selection).min(Comparator.naturalOrder()).map(oldest -> oldest.plus(wait)));
    }

    /** When nothing more will have come for {@code idle}; empty if nothing waits or the trigger is off. */
    public static Optional<Instant> idleAt(RoundSelection selection, TriggerConfig config) {
        return Optional.ofNullable(config.idle())
                .flatMap(idle ->
                        arrivals(selection).max(Comparator.naturalOrder()).map(newest -> newest.plus(idle)));
    }

    private static Stream<Instant> arrivals(RoundSelection selection) {
        return selection.accepted().stream().map(RecordEntry::arrivedAt);
    }

    /**
     * Whether a manifest without records is due, where no round is: at once for an erasure, and for what no round can
     * take after {@code max-wait}.
     */
    public static boolean sweepDue(
            AccumulationState state, RoundSelection selection, TriggerConfig config, Instant now) {
        Duration wait = config.maxWait();
        if (!state.unlisted().isEmpty()) {
            return true;
        }
        return wait != null
                && Stream.concat(selection.dropsForGood().stream().map(DroppedEntry::entry), selection.known().stream())
                        .anyMatch(entry -> !now.isBefore(entry.arrivedAt().plus(wait)));
    }
}
