package dev.alluvium.registry;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.registry.adapter.AdapterImports;
import dev.alluvium.registry.adapter.AdapterRoutes;
import dev.alluvium.registry.adapter.LogExport;
import dev.alluvium.registry.adapter.MeteredDecisions;
import dev.alluvium.registry.adapter.OrderRoutes;
import dev.alluvium.registry.adapter.ReadRoutes;
import dev.alluvium.registry.adapter.RegistryWriter;
import dev.alluvium.registry.decide.RegistrySettings;
import dev.alluvium.registry.view.EventLog;
import dev.alluvium.registry.view.ModelSummary;
import dev.alluvium.registry.view.ReplicaProofs;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.runtime.work.Supervisor;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.CanaryConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.TrustConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry: one writer that decides, followers that answer, and an export of the log. */
public final class RegistryService implements Service {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration EXPORT_EVERY = Duration.ofSeconds(30);

    private final ServiceContext context;
    private final EventLog log = new EventLog();
    private final ReplicaProofs proofs = new ReplicaProofs();
    private final MessageReader reader;
    private final MeteredDecisions metered;
    private final RegistryWriter writer;
    private final LogExport export;
    private final TopicFollower<RegistryEvent> events;
    private final TopicFollower<ServingObserved> observed;
    private final Supervisor supervisor;

    public RegistryService(ServiceContext context) {
        this.context = context;
        Meters meters = new Meters(context.meters());
        AlluviumConfig config = context.config();
        metered = new MeteredDecisions(context.meters());
        reader = new MessageReader(name(), meters, MessageTrust.of(config.trust(), context.directory(), name()))
                .counting(Topics.SERVING_DESIRED);
        LogCopy<RegistryEvent> copy = new LogCopy<>(context.store(), ObjectKeys.REGISTRY_LOGS, Topics.REGISTRY_EVENTS);
        writer = new RegistryWriter(
                context.kafka(),
                copy,
                context.store(),
                bases(config),
                this::settings,
                this::signer,
                context.clock(),
                reader,
                metered);
        export = new LogExport(
                log,
                context.store(),
                EXPORT_EVERY,
                count -> meters.counter(RegistryMeters.EXPORTED).increment(count));
        events = new TopicFollower<>(
                context.kafka(),
                Topics.REGISTRY_EVENTS,
                reader,
                (model, event, position) -> {
                    if (event != null) {
                        log.append(position.offset(), event, position.attestation());
                    }
                },
                copy);
        observed = new TopicFollower<>(
                context.kafka(),
                Topics.SERVING_OBSERVED,
                reader,
                (replica, proof, position) -> proofs.accept(replica, proof));
        supervisor = new Supervisor(name(), meters);
        supervisor.watch(writer.thread());
        supervisor.watch(events.thread());
        supervisor.watch(observed.thread());
        supervisor.watchBeside(export.thread());
        meters.gauge(RegistryMeters.LEADING, () -> health().ready() ? 1 : 0);
    }

    @Override
    public String name() {
        return "registry-service";
    }

    @Override
    public void start() throws InterruptedException {
        writer.start(START_LIMIT);
        metered.gauges(writer.state());
        events.start().awaitCaughtUp(START_LIMIT);
        observed.start().awaitCaughtUp(START_LIMIT);
        export.start();
    }

    @Override
    public Health health() {
        Throwable failure = writer.failure();
        if (writer.stopped()) {
            return Health.dead("does not lead any more" + because(failure));
        }
        return supervisor.over(
                failure == null ? Health.up() : Health.notReady("reads its log again" + because(failure)));
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        ReadRoutes reads = new ReadRoutes(writer, log, proofs, context.store(), context.clock());
        routes.addAll(reads.routes());
        routes.addAll(new OrderRoutes(writer, context.store(), context.clock()).routes());
        AdapterImports imports = new AdapterImports(context.kafka(), context.store(), this::signer, context.clock());
        routes.addAll(new AdapterRoutes(reads::model, context.store(), imports).routes());
        return routes;
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> models = new TreeMap<>();
        writer.state().models().values().forEach(model -> models.put(model.model(), ModelSummary.of(model)));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("models", models);
        reader.tell(status);
        return status;
    }

    @Override
    public List<String> troubles() {
        return supervisor.troubles();
    }

    @Override
    public void close() {
        writer.close();
        events.close();
        observed.close();
        export.close();
    }

    private RegistrySettings settings(long epoch) {
        TrustConfig trust = context.config().trust();
        Signer signer = signer();
        Verifier verifier = KeyFiles.verifier(trust, context.directory());
        int maxAttempts = context.config().trainer().maxAttempts();
        return new RegistrySettings(maxAttempts, epoch, signer::attest, verifier::valid, this::canary);
    }

    private Optional<CanaryConfig> canary(String model) {
        return Optional.ofNullable(context.config().models().get(model)).map(ModelConfig::canary);
    }

    private Signer signer() {
        return KeyFiles.signer(context.config().trust(), context.directory(), "registry");
    }

    private static Map<String, String> bases(AlluviumConfig config) {
        Map<String, String> bases = new TreeMap<>();
        config.models().forEach((name, model) -> bases.put(name, model.base()));
        return bases;
    }

    private static String because(@Nullable Throwable failure) {
        return failure == null ? "" : ": " + failure.getMessage();
    }
}
