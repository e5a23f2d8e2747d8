package dev.alluvium.accumulator.round;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bounds what is kept to judge by: live rounds leave, the oldest first, once they are too old or there is too much. What
 * they taught stays taught; it only makes nothing else a duplicate any more.
 *
 * @param time since the cut; zero for ever
 * @param records live ones that are kept at most; the newest live round always stays
 */
public record Retention(Duration time, long records) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The state without what is beyond the retention at {@code now}; the very same where nothing is. */
    public AccumulationState apply(AccumulationState state, Instant now) {
        List<Round> newestFirst = new ArrayList<>(state.rounds().all().stream()
                .filter(round -> round.phase() == Round.Phase.LIVE && round.manifest() != null)
                .toList());
        Collections.reverse(newestFirst);
        ModelRounds kept = state.rounds();
        long count = 0;
        for (Round round : newestFirst) {
            boolean newest = count == 0;
            count += round.requireManifest().records().size();
            boolean old =
                    !time.isZero() && round.requireManifest().cutAt().plus(time).isBefore(now);
            if (!newest && (old || count > records)) {
                kept = kept.with(round.past());
            }
        }
        return kept == state.rounds() ? state : state.withRounds(kept);
    }
}
