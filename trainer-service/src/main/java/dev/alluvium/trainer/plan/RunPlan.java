package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is going to do: written by conditional PUT before its first step and never changed. Whoever goes on
 * with the attempt reads it and does the same, whatever the configuration says by then.
 *
 * @param base as the configuration names it
 * @param parent the champion, from whose adapter training starts unless it is a rebuild
 * @param parentAdapter its adapter; null for version 0 and for a rebuild
 * @param rebuild set for a consolidation: all facts of the ancestry are trained, none replayed
 * @param rounds the rounds at hand, in order, by their manifests
 * @param ancestry the rounds of the parent's ancestry, oldest first, by their manifests: what is replayed is their fold
 * @param probes the trusted probes that were known; null if there were none
 * @param paraphrases what is trained beside the records; null if nothing is
 * @param erased the erasures that take something out of the rounds and the ancestry; null in a plan of an earlier version,
 *     which knew those alone that its own rounds list
 * @param configHash of {@code settings}
 * @param execution how the batches are worked off on the machine it began on
 * @param because why this attempt follows another; null for a run's first
 * @param records records that are trained
 * @param alreadyLive records left out because a live round holds them
 * @param superseded records left out because they are not current
 */
public record RunPlan(
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
        @Nullable ArtifactRef paraphrases,
        @Nullable List<ErasedFact> erased,
        int retry,
        TrainingSettings settings,
        String configHash,
        BatchPlan batches,
        @Nullable ExecutionPlan execution,
        @Nullable String because,
        int records,
        int alreadyLive,
        int superseded,
        Instant at) {
    /** A round and the key of its manifest. */
    public record PlannedRound(String round, String manifest) {}

    public RunPlan {
        rounds = List.copyOf(rounds);
        ancestry = List.copyOf(ancestry);
        erased = erased == null ? null : List.copyOf(erased);
    }

    /** Names of the rounds at hand. */
    public List<String> roundNames() {
        return rounds.stream().map(PlannedRound::round).toList();
    }

    /** A plan whose batches are not laid out yet. */
    public static RunPlan draft(
            NextRun next,
            String attempt,
            String base,
            TrainingSettings settings,
            @Nullable ArtifactRef probes,
            @Nullable ArtifactRef paraphrases,
            Instant at) {
        return new RunPlan(
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
                paraphrases,
                null,
                next.retry(),
                settings,
                settings.hash(),
                BatchPlan.NONE,
                null,
                null,
                0,
                0,
                0,
                at);
    }

    /** The whole plan, once batches are laid out. */
    public RunPlan laidOut(
            BatchPlan plan, ExecutionPlan planned, @Nullable String why, TrainingSet set, List<ErasedFact> leftOut) {
        return new RunPlan(
                model,
                run,
                attempt,
                base,
                parent,
                parentAdapter,
                rebuild,
                rounds,
                ancestry,
                probes,
                paraphrases,
                leftOut,
                retry,
                settings,
                configHash,
                plan,
                planned,
                why,
                set.records(),
                set.alreadyLive(),
                set.superseded(),
                at);
    }

    /** How the batches are worked off, once they are laid out. */
    public ExecutionPlan executed() {
        return Objects.requireNonNull(execution, "the plan is laid out");
    }

    /** Whether a plan of today, by what stands erased in its rounds and ancestry, would train what this one trains. */
    public boolean leavesOut(List<ErasedFact> today) {
        return today.equals(erased == null ? List.of() : erased);
    }

    private static List<PlannedRound> planned(String model, List<String> names) {
        return names.stream()
                .map(name -> new PlannedRound(name, ObjectKeys.roundManifest(model, name)))
                .toList();
    }
}
