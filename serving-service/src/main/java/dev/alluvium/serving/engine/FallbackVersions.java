package dev.alluvium.serving.engine;

import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The versions that may answer where the desired one cannot: its ancestors, the nearest first, as a rollback would
 * choose. Each is tried once for a desired state.
 */
public final class FallbackVersions {
    private final Function<String, Optional<ModelState>> registry;
    private final Set<Integer> tried = new HashSet<>();
    private @Nullable ServingDesired target;

    /** A version that may be tried, on its base. */
    record Choice(ServingDesired target, String base, DeployedVersion version) {}

    /** @param registry gives what is known of a model */
    public FallbackVersions(Function<String, Optional<ModelState>> registry) {
        this.registry = registry;
    }

    /** Nothing stands in. */
    public static FallbackVersions none() {
        return new FallbackVersions(model -> Optional.empty());
    }

    /** The next version to try, or none for now: what is known of the model may not reach to the desired state yet. */
    synchronized Optional<Choice> next(ServingDesired wanted) {
        if (!wanted.equals(target)) {
            target = wanted;
            tried.clear();
        }
        return registry.apply(wanted.model())
                .filter(model -> model.generation() >= wanted.generation())
                .flatMap(model -> before(model, wanted.champion().version()).stream()
                        .filter(version -> tried.add(version.version()))
                        .findFirst()
                        .map(version -> new Choice(wanted, model.baseOf(version.version()), version.deployed())));
    }

    private static List<VersionState> before(ModelState model, int champion) {
        return model.versions().containsKey(champion)
                ? model.ancestry(champion).stream()
                        .filter(version -> version.version() != champion)
                        .toList()
                : List.of();
    }
}
