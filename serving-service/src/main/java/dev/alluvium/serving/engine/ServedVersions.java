package dev.alluvium.serving.engine;

import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.ModelRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The versions that can be asked here: each model's champion, and for operators every evaluated version. */
public final class ServedVersions {
    private final Map<String, Fleet> fleets;
    private final Supplier<RegistryState> registry;
    private final AskedVersions asked;

    public ServedVersions(Map<String, Fleet> fleets, Supplier<RegistryState> registry, AskedVersions asked) {
        this.fleets = fleets;
        this.registry = registry;
        this.asked = asked;
    }

    /**
     * What answers {@code ref}.
     *
     * @param operator whether the caller may ask for versions by number
     * @param unit who asks, for experiments
     * @throws ApiException if there is no such model or version, or the caller may not ask for it
     */
    public VersionSource source(ModelRef ref, boolean operator, String unit) {
        Fleet fleet = fleets.get(ref.model());
        if (fleet == null) {
            throw ApiError.unknownModel("there is no model " + ref.model(), names(operator))
                    .toException();
        }
        if (ref.version().isEmpty()) {
            return () -> fleet.acquire(unit).orElseThrow(() -> notReady(ref.model()));
        }
        if (!operator) {
            throw ApiError.forbidden("a version by number is for operators; ask for " + ref.model())
                    .toException();
        }
        return version(fleet, ref.model(), ref.version().getAsInt());
    }

    /** The challenger of a model's shadow experiment; empty once it is over here. */
    public Optional<ActiveVersion> shadow(String model, String experiment) {
        Fleet fleet = fleets.get(model);
        return fleet == null ? Optional.empty() : fleet.shadow(experiment);
    }

    private VersionSource version(Fleet fleet, String name, int number) {
        ModelState model = registry.get().models().get(name);
        VersionState version = model == null ? null : evaluated(model).get(number);
        if (model == null || version == null) {
            throw ApiError.unknownModel(name + " has no evaluated version " + number, names(true))
                    .toException();
        }
        return () -> asked.acquire(
                fleet.any().orElseThrow(() -> notReady(name)),
                name,
                model.baseOf(number),
                version.deployed(),
                model.generation());
    }

    /** Whatever can be asked for, sorted: models, and for operators versions. */
    public Collection<String> names(boolean operator) {
        List<String> names = new ArrayList<>();
        for (String model : new TreeMap<>(fleets).keySet()) {
            names.add(model);
            if (operator) {
                registry.get()
                        .model(model)
                        .ifPresent(state ->
                                evaluated(state).keySet().forEach(version -> names.add(ModelRef.of(model, version))));
            }
        }
        return names;
    }

    private static SortedMap<Integer, VersionState> evaluated(ModelState model) {
        SortedMap<Integer, VersionState> evaluated = new TreeMap<>(model.versions());
        evaluated.values().removeIf(version -> version.version() != 0 && version.evaluation() == null);
        return evaluated;
    }

    private static ApiException notReady(String model) {
        return ApiError.unavailable(model + " is not ready on this replica; its status says why")
                .toException();
    }
}
