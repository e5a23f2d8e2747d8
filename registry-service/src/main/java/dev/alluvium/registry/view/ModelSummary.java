package dev.alluvium.registry.view;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model in a few words.
 *
 * @param base the champion's
 * @param drill the drill that is not over, and what ends it
 * @param training what keeps an ordinary run, or a postponed round, from beginning, if anything does
 * @param watch until when users may take the champion back, if they may
 * @param candidate the undecided version, if any
 * @param rounds how many, by stage
 */
public record ModelSummary(
        String model,
        String base,
        int champion,
        @Nullable Integer previous,
        int versions,
        long generation,
        boolean frozen,
        @Nullable String frozenUntil,
        @Nullable String drill,
        @Nullable String training,
        @Nullable String watch,
        @Nullable Candidate candidate,
        Map<RoundState.Stage, Long> rounds) {
    /**
     * An undecided version.
     *
     * @param waitsFor what it waits for, and what ends the wait
     */
    public record Candidate(int version, VersionState.Stage stage, String waitsFor) {}

    public static ModelSummary of(ModelState model) {
        return new ModelSummary(
                model.model(),
                model.baseOf(model.champion()),
                model.champion(),
                model.previous(),
                model.versions().size(),
                model.generation(),
                model.frozen(),
                model.frozen() ? "alluvium resume " + model.model() : null,
                drill(model),
                training(model),
                watch(model.watch()),
                model.openCandidate()
                        .map(version -> candidate(version, model.canary()))
                        .orElse(null),
                model.rounds().values().stream()
                        .collect(Collectors.groupingBy(RoundState::stage, TreeMap::new, Collectors.counting())));
    }

    private static @Nullable String drill(ModelState model) {
        return model.drill() == null
                ? null
                : "a rollback drill from version " + model.drill() + " is under way; alluvium promote " + model.model()
                        + "@" + model.drill() + " ends it";
    }

    private static @Nullable String training(ModelState model) {
        if (model.paused()) {
            return "cancelled; alluvium resume " + model.model() + " lets it begin again";
        }
        if (model.consolidation() != null) {
            return "a consolidation is ordered";
        }
        String postponed = model.rounds().values().stream()
                .filter(RoundState::postponed)
                .map(RoundState::round)
                .collect(Collectors.joining(", "));
        return postponed.isEmpty()
                ? null
                : postponed + " postponed until the next round; alluvium resume " + model.model() + " trains it now";
    }

    private static @Nullable String watch(@Nullable PromotionWatch watch) {
        return watch == null
                ? null
                : "version " + watch.version() + " is watched until " + watch.endsAt()
                        + ": if it serves users clearly worse than version "
                        + watch.baseline().version() + " did, it is rolled back; no run begins meanwhile";
    }

    private static Candidate candidate(VersionState version, @Nullable Canary canary) {
        String waitsFor = version.waitsFor();
        if (canary != null && canary.version() == version.version()) {
            waitsFor = "its experiment on "
                    + Math.round(100 * canary.plan().share())
                    + " % of the users; ends by "
                    + canary.startedAt().plus(canary.plan().maxDuration());
        }
        return new Candidate(version.version(), version.stage(), waitsFor != null ? waitsFor : "its evaluation");
    }
}
