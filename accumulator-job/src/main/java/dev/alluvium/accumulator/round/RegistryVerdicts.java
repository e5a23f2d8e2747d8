package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.RoundManifest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies the registry's verdicts to rounds; of several verdicts on a round the one with the highest generation
 * counts.
 */
public final class RegistryVerdicts {
    private RegistryVerdicts() {}

    /** Whether {@link #decide} wants the round's manifest from the store. */
    public static boolean needsManifest(AccumulationState state, RoundDecided decided) {
        Optional<Round> known = state.rounds().get(decided.round());
        return counts(known, decided)
                && (known.isEmpty()
                        || known.get().phase() == Phase.FIXED
                        || known.get().phase() == Phase.PAST
                        || (known.get().manifest() == null && decided.outcome() == Outcome.LIVE));
    }

    /**
     * The state after a verdict. Live: the round's hashes count, its conditional duplicates are rejected and its
     * superseded records are final. Refused: its records are gone (they are in quarantine) and its conditional drops are
     * pending again. What its manifest erases is erased either way.
     *
     * @param stored the round's manifest in the store, where {@link #needsManifest} asked for it and it exists
     */
    public static AccumulationState decide(
            AccumulationState state, RoundDecided decided, Optional<RoundManifest> stored) {
        if (!counts(state.rounds().get(decided.round()), decided)) {
            return state;
        }
        AccumulationState settled = settle(state, decided.round(), stored);
        Round round = settled.rounds()
                .get(decided.round())
                .orElseGet(() -> new Round(decided.round(), Phase.OPEN, 0, null, List.of()));
        RoundManifest manifest = round.manifest() == null ? stored.orElse(null) : round.manifest();
        return decided.outcome() == Outcome.LIVE
                ? live(settled, round, decided, manifest)
                : refused(settled, round, decided, manifest);
    }

    /** A round that was decided is in the store: what is there goes before what this state fixed or never saw. */
    private static AccumulationState settle(AccumulationState state, String name, Optional<RoundManifest> stored) {
        Optional<Round> known = state.rounds().get(name);
        if (stored.isEmpty() || (known.isPresent() && known.get().phase() != Phase.FIXED)) {
            return state;
        }
        boolean mine = known.isPresent() && stored.get().equals(known.get().manifest());
        return mine ? Accumulation.opened(state, name) : Adoption.adopt(state, stored.get());
    }

    private static AccumulationState live(
            AccumulationState state, Round round, RoundDecided decided, @Nullable RoundManifest manifest) {
        return state.edit()
                .reject(round.drops(), decided.at())
                .settle(round.name(), decided.at())
                .list(manifest == null ? List.of() : manifest.erased())
                .round(round.decided(Phase.LIVE, decided.generation(), manifest))
                .done();
    }

    private static AccumulationState refused(
            AccumulationState state, Round round, RoundDecided decided, @Nullable RoundManifest manifest) {
        return state.edit()
                .unsettle(round.name())
                .read(round.drops().stream().map(DroppedEntry::entry).toList())
                .list(manifest == null ? List.of() : manifest.erased())
                .round(round.decided(Phase.REFUSED, decided.generation(), null))
                .done();
    }

    private static boolean counts(Optional<Round> known, RoundDecided decided) {
        return known.map(round -> decided.generation() > round.generation()).orElse(true);
    }
}
