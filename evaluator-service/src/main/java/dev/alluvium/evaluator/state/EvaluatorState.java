package dev.alluvium.evaluator.state;

import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.live.RunningTrial;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The folds of the registry's log and of the trusted probes, followed by one thread and read by another. */
public final class EvaluatorState {
    private RegistryState registry = RegistryState.empty();
    private final Map<String, Map<String, FactProbes>> probes = new HashMap<>();

    /** Takes the registry's next event. */
    public synchronized void apply(RegistryEvent event) {
        registry = registry.apply(event);
        notifyAll();
    }

    /** Takes the next entry of {@code probes.v1}; null withdraws a fact's probes. */
    public synchronized void apply(String key, @Nullable FactProbes entry) {
        FactKey fact = FactKey.parse(key);
        Map<String, FactProbes> known = probes.computeIfAbsent(fact.model(), model -> new HashMap<>());
        if (entry == null || entry.probes().isEmpty()) {
            known.remove(fact.fact());
        } else {
            known.put(fact.fact(), entry);
        }
    }

    /** A model's trusted probes at this moment. */
    public synchronized TrustedProbes probes(String model) {
        return TrustedProbes.of(probes.getOrDefault(model, Map.of()).values());
    }

    /** How many facts of a model have trusted probes. */
    public synchronized int probedFacts(String model) {
        return probes.getOrDefault(model, Map.of()).size();
    }

    /** The experiments and watches that the registry wants, by model. */
    public synchronized List<RunningTrial> experiments() {
        return registry.models().values().stream()
                .flatMap(model -> RunningTrial.of(model).stream())
                .toList();
    }

    /** A model at this moment. */
    public synchronized Optional<ModelState> model(String model) {
        return registry.model(model);
    }

    /**
     * A model once its version {@code parent} is known here: a trainer may have read of it earlier than we did.
     *
     * @throws IllegalStateException if that takes longer than {@code limit}
     */
    public synchronized ModelState awaitVersion(String model, int parent, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<ModelState> known = registry.model(model);
            if (known.isPresent() && known.get().version(parent).isPresent()) {
                return known.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("the registry knows no version " + parent + " of " + model + " after "
                        + limit.toSeconds() + " s; is the registry running?");
            }
            wait(left);
        }
    }
}
