package dev.alluvium.serving;

import dev.alluvium.contracts.config.AlluviumConfig;
import dev.alluvium.contracts.config.ServingConfig;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.engine.LastProved;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.Observer;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.state.Admission;
import dev.alluvium.serving.state.Replica;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The models on this replica: those of the configuration from the start, others when the registry declares them. */
final class Hosts implements AutoCloseable {
    private final Map<String, ModelHost> byModel = new ConcurrentHashMap<>();
    private final ExecutorService loading = Executors.newCachedThreadPool(job -> new Thread(job, "serving-load"));
    private final ServingConfig settings;
    private final Admission admission;
    private final VersionLoader loader;
    private final Observer observer;
    private final LastProved lastProved;
    private final Clock clock;

    Hosts(
            AlluviumConfig config,
            Admission admission,
            VersionLoader loader,
            Observer observer,
            LastProved lastProved,
            Clock clock) {
        this.settings = Objects.requireNonNull(config.serving());
        this.admission = admission;
        this.loader = loader;
        this.observer = observer;
        this.lastProved = lastProved;
        this.clock = clock;
        config.modelNames().forEach(this::host);
    }

    Map<String, ModelHost> byModel() {
        return byModel;
    }

    Collection<ModelHost> all() {
        return byModel.values();
    }

    void desired(ServingDesired desired) {
        host(desired.model()).desired(desired);
    }

    void restore() {
        all().forEach(ModelHost::restore);
    }

    /** Waits until what was desired so far is loaded or refused. */
    void awaitSettled(Duration limit) throws InterruptedException {
        for (ModelHost host : all()) {
            host.awaitSettled(limit);
        }
    }

    void contacted(Instant instant) {
        all().forEach(host -> host.contacted(instant));
    }

    void beat() {
        all().forEach(ModelHost::beat);
    }

    private ModelHost host(String model) {
        return byModel.computeIfAbsent(model, name -> {
            Replica.Limits limits = new Replica.Limits(
                    Objects.requireNonNull(settings.lease()), Objects.requireNonNull(settings.resident()));
            return new ModelHost(name, limits, admission, loader, loading, observer, lastProved, clock);
        });
    }

    @Override
    public void close() {
        loading.shutdownNow();
        all().forEach(ModelHost::close);
    }
}
