package dev.alluvium.registry.view;

import dev.alluvium.contracts.dataset.RawRange;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.round.RoundReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which records a version was trained, over all of its ancestry, nearest first. */
public record Lineage(String model, int version, List<Ancestor> ancestors) {
    /** A version with what it learned. */
    public record Ancestor(
            int version,
            VersionState.Stage stage,
            int parent,
            String run,
            @Nullable ArtifactRef adapter,
            @Nullable String template,
            @Nullable ArtifactRef report,
            List<LearnedRound> rounds) {}

    /**
     * A round.
     *
     * @param manifest the key of its manifest
     * @param records null if the manifest is gone
     */
    public record LearnedRound(
            String round,
            RoundState.Stage stage,
            String manifest,
            @Nullable Integer records,
            @Nullable Long facts,
            List<RawRange> ranges) {}

    /** Reads the manifests of all rounds. */
    public static Lineage of(ModelState model, int version, RoundReader rounds) {
        List<Ancestor> ancestors = model.ancestry(version).stream()
                .map(one -> ancestor(model, one, rounds))
                .toList();
        return new Lineage(model.model(), version, ancestors);
    }

    private static Ancestor ancestor(ModelState model, VersionState version, RoundReader rounds) {
        VersionState.Evaluation evaluation = version.evaluation();
        return new Ancestor(
                version.version(),
                version.stage(),
                version.parent(),
                version.run(),
                version.adapter(),
                version.template(),
                evaluation == null ? null : evaluation.report(),
                version.rounds().stream()
                        .map(round -> learned(model, round, rounds))
                        .toList());
    }

    private static LearnedRound learned(ModelState model, String round, RoundReader rounds) {
        String key = ObjectKeys.roundManifest(model.model(), round);
        Optional<RoundManifest> manifest = rounds.find(model.model(), round);
        return new LearnedRound(
                round,
                model.round(round).stage(),
                key,
                manifest.map(it -> it.records().size()).orElse(null),
                manifest.map(RoundManifest::facts).orElse(null),
                manifest.map(RoundManifest::ranges).orElse(List.of()));
    }
}
