package dev.alluvium.serving;

import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.runtime.work.WorkPool;
import dev.alluvium.serving.adapter.vllm.PodFleet;
import dev.alluvium.serving.adapter.vllm.PodFleets;
import dev.alluvium.serving.engine.FallbackVersions;
import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ServingConfig;
import dev.alluvium.settings.VllmConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that answer here: those of the configuration from the start, others when the registry declares them. */
final class ModelHosts implements AutoCloseable {
    private final Map<String, Fleet> byModel = new ConcurrentHashMap<>();
    private final Map<String, PodFleet> driven = new ConcurrentHashMap<>();
    private final Map<String, ServingDesired> newest = new ConcurrentHashMap<>();
    private final WorkPool loading = WorkPool.growing("serving-load");
    private final AlluviumConfig config;
    private final ServingConfig settings;
    private final AttestationCheck admission;
    private final VersionLoader loader;
    private final PodFleets pods;
    private final ReplicaIdentity announcements;
    private final Supplier<RegistryState> registry;
    private final Clock clock;

    ModelHosts(
            AlluviumConfig config,
            AttestationCheck admission,
            VersionLoader loader,
            PodFleets pods,
            ReplicaIdentity announcements,
            Supplier<RegistryState> registry,
            Clock clock) {
        this.registry = registry;
        this.config = config;
        this.settings = config.serving();
        this.admission = admission;
        this.loader = loader;
        this.pods = pods;
        this.announcements = announcements;
        this.clock = clock;
        config.modelNames().forEach(this::fleet);
    }

    Map<String, Fleet> byModel() {
        return byModel;
    }

    /** Why servers of a model cannot be asked, by name. */
    Map<String, VersionRefusal> faults(String model) {
        PodFleet fleet = driven.get(model);
        return fleet == null ? Map.of() : fleet.faults();
    }

    private Stream<Fleet.Member> members() {
        return byModel.values().stream().flatMap(fleet -> fleet.members().stream());
    }

    private Stream<ModelHost> all() {
        return members().map(Fleet.Member::host);
    }

    void desired(ServingDesired desired) {
        newest.put(desired.model(), desired);
        fleet(desired.model()).members().forEach(member -> member.host().desired(desired));
    }

    void restore() {
        driven.values().forEach(PodFleet::beat);
        all().forEach(ModelHost::restore);
    }

    /** Digests of the adapters of all resident versions, and of those that are desired. */
    Set<String> resident() {
        return Stream.concat(
                        all().flatMap(host -> host.view().resident().stream()).map(VersionProof::sha256),
                        newest.values().stream().map(desired -> VersionProof.sha256(desired.champion())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where a version before the desired one answers, in one sentence each. */
    List<String> standIns() {
        return byModel.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(fleet -> fleet.getValue().members().stream()
                        .map(member -> member.host().view().state())
                        .filter(ServingState.Refusing.class::isInstance)
                        .map(ServingState.Refusing.class::cast)
                        .filter(state -> state.live() != null && state.live().origin() == LiveVersion.Origin.STAND_IN)
                        .map(state -> fleet.getKey() + " answers with version "
                                + Objects.requireNonNull(state.live()).proof().version() + " in place of "
                                + state.target().champion().version() + ": "
                                + state.refusal().detail()))
                .toList();
    }

    /** Waits until what was desired so far is loaded or refused. */
    void awaitSettled(Duration limit) throws InterruptedException {
        for (ModelHost host : all().toList()) {
            host.awaitSettled(limit);
        }
    }

    void contacted(Instant instant) {
        all().forEach(host -> host.contacted(instant));
    }

    /**
     * A server that cannot be asked proves nothing, neither does this process while it cannot answer.
     *
     * @param decodes whether this process can answer
     */
    void beat(boolean decodes) {
        driven.values().forEach(PodFleet::beat);
        members()
                .filter(member ->
                        member.name().isEmpty() ? decodes : member.up().getAsBoolean())
                .forEach(member -> member.host().beat());
    }

    private Fleet fleet(String model) {
        return byModel.computeIfAbsent(model, name -> {
            ModelConfig declared = config.models().get(name);
            VllmConfig vllm = declared == null ? null : declared.vllm();
            if (vllm == null) {
                return Fleet.here(clock, host(name, "", loader));
            }
            PodFleet fleet = pods.open(name, vllm, new Driving(name));
            driven.put(name, fleet);
            return fleet.fleet();
        });
    }

    private ModelHost host(String model, String pod, VersionLoader from) {
        Replica.Limits limits = new Replica.Limits(settings.lease(), settings.resident());
        return new ModelHost(
                model,
                limits,
                admission,
                from,
                loading,
                announcements.observer(pod),
                announcements.lastProved(pod),
                clock,
                new FallbackVersions(name -> registry.get().model(name)));
    }

    private final class Driving implements PodFleet.Events {
        private final String model;

        private Driving(String model) {
            this.model = model;
        }

        @Override
        public ModelHost joined(String pod, VersionLoader from) {
            ModelHost host = host(model, pod, from);
            ServingDesired desired = newest.get(model);
            if (desired != null) {
                host.desired(desired);
            }
            return host;
        }

        @Override
        public void left(String pod) {
            announcements.withdraw(model, pod);
        }

        @Override
        public void fault(VersionRefusal.Reason reason) {
            announcements.fault(model, reason);
        }

        @Override
        public void restarted() {
            announcements.restarted(model);
        }
    }

    /** The threads that it works on. */
    WorkPool threads() {
        return loading;
    }

    @Override
    public void close() {
        loading.shutdownNow();
        driven.values().forEach(PodFleet::close);
        all().forEach(ModelHost::close);
    }
}
