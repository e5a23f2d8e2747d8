package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.vllm.PodPlan;
import dev.alluvium.serving.vllm.ServedModels;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of one server: whether it can be asked, and which adapters it holds for this process. Safe for threads. */
final class Pod {
    private final String name;
    private final PodClient client;
    private final Consumer<VersionRefusal.Reason> faults;
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Runnable failure = () -> {};
    private volatile @Nullable VersionRefusal fault =
            new VersionRefusal(VersionRefusal.Reason.SERVER_AWAY, "not yet asked");

    /** @param faults hears of each fault, for counting */
    Pod(String name, PodClient client, Consumer<VersionRefusal.Reason> faults) {
        this.name = name;
        this.client = client;
        this.faults = faults;
    }

    String name() {
        return name;
    }

    PodClient client() {
        return client;
    }

    /** Whether its last request went well. */
    boolean up() {
        return fault == null;
    }

    /** Why it cannot be asked; null while it can. */
    @Nullable VersionRefusal fault() {
        return fault;
    }

    /** What is done when a request fails: looking at it at once, so that a passing fault passes soon. */
    void onFailure(Runnable action) {
        failure = action;
    }

    /** A request failed: nobody is sent there until it answers again. */
    void failed(VersionRefusal refusal) {
        faults.accept(refusal.reason());
        fault = refusal;
        failure.run();
    }

    /** It did not answer when it was looked at. */
    void silenced(VersionRefusal refusal) {
        fault = refusal;
    }

    /** A fault that is about one version, not about the server. */
    void count(VersionRefusal refusal) {
        faults.accept(refusal.reason());
    }

    void answered() {
        fault = null;
    }

    /** Whether the caller may watch it now; nobody else does until {@link #watched}. */
    boolean tryWatch() {
        return watched.compareAndSet(false, true);
    }

    void watched() {
        watched.set(false);
    }

    /** Names that this process uses there, at this moment. */
    Set<String> held() {
        return Set.copyOf(held.keySet());
    }

    boolean holds(String name) {
        return held.containsKey(name);
    }

    /** One use more of a name: the same version can be loaded for users, for an experiment and for an operator. */
    void hold(String name) {
        held.merge(name, 1, Integer::sum);
    }

    /** One use less; whether it was the last. */
    boolean letGo(String name) {
        return held.containsKey(name)
                && held.computeIfPresent(name, (key, uses) -> uses == 1 ? null : uses - 1) == null;
    }

    /** The server has lost them: nobody uses them any more. */
    void lost(Collection<String> names) {
        held.keySet().removeAll(names);
    }

    /**
     * Which names are gone by its own word.
     *
     * @param before those that were held when it was asked: what was loaded meanwhile it could not list
     */
    Set<String> missing(Set<String> before, ServedModels shown) {
        Set<String> since = new HashSet<>(before);
        since.retainAll(held.keySet());
        return PodPlan.missing(since, shown);
    }

    /** Answers that it makes now. */
    AtomicInteger busy() {
        return busy;
    }
}
