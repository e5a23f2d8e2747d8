package dev.alluvium.accumulator.round;

import dev.alluvium.knowledge.facts.FactUnits;
import java.util.List;

/**
 * What a cut would do with each pending record. Each list is in order of position.
 *
 * @param accepted make the round
 * @param drops left out, for good or conditionally
 * @param holds stay pending until an earlier round is decided
 * @param known the very received records are in a round already: they leave without a word
 */
public record RoundSelection(
        List<RecordEntry> accepted, List<DroppedEntry> drops, List<HeldEntry> holds, List<RecordEntry> known) {
    public RoundSelection {
        accepted = List.copyOf(accepted);
        drops = List.copyOf(drops);
        holds = List.copyOf(holds);
        known = List.copyOf(known);
    }

    /** Number of different facts among the accepted; a fact and its translations are one. */
    public long facts() {
        return FactUnits.count(
                accepted.stream().map(RecordEntry::fact).distinct().toList());
    }

    /** Tokens of the accepted, where they are counted. */
    public long tokens() {
        return accepted.stream().mapToLong(RecordEntry::tokens).sum();
    }

    /** Drops that no verdict can undo. */
    public List<DroppedEntry> dropsForGood() {
        return drops.stream().filter(drop -> !drop.conditional()).toList();
    }
}
