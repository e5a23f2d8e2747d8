package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.Rebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt trains, and from where.
 *
 * @param base as the configuration names it
 * @param parent the champion, from whose adapter training starts unless it is a rebuild
 * @param parentAdapter its adapter; null for version 0 and for a rebuild
 * @param rebuild set for a consolidation: all facts of the ancestry are trained, none replayed
 * @param rounds the rounds at hand, in order, by their manifests
 * @param ancestry the rounds of the parent's ancestry, oldest first, by their manifests: what is replayed is their fold
 * @param probes the trusted probes that were known; null if there were none
 * @param paraphrases what is trained beside the records; null if nothing is
 */
public record PlanInputs(
        String model,
        String run,
        String attempt,
        String base,
        int parent,
        @Nullable ArtifactRef parentAdapter,
        @Nullable Rebuild rebuild,
        List<PlannedRound> rounds,
        List<PlannedRound> ancestry,
        @Nullable ArtifactRef probes,
        @Nullable ArtifactRef paraphrases) {
    /** A round and the key of its manifest. */
    public record PlannedRound(String round, String manifest) {}

    public PlanInputs {
        rounds = List.copyOf(rounds);
        ancestry = List.copyOf(ancestry);
    }

    /** The inputs of an attempt of a run. */
    public static PlanInputs of(
            NextRun next,
            String attempt,
            String base,
            @Nullable ArtifactRef probes,
            @Nullable ArtifactRef paraphrases) {
        return new PlanInputs(
                next.model(),
                next.run(),
                attempt,
                base,
                next.parent(),
                next.parentAdapter(),
                next.rebuild(),
                planned(next.model(), next.rounds()),
                planned(next.model(), next.ancestry()),
                probes,
                paraphrases);
    }

    private static List<PlannedRound> planned(String model, List<String> names) {
        return names.stream()
                .map(name -> new PlannedRound(name, ObjectKeys.roundManifest(model, name)))
                .toList();
    }

    /** Names of the rounds at hand. */
    public List<String> roundNames() {
        return rounds.stream().map(PlannedRound::round).toList();
    }

    /** Names of the rounds of the parent's ancestry, oldest first. */
    public List<String> ancestryNames() {
        return ancestry.stream().map(PlannedRound::round).toList();
    }
}
