package dev.alluvium.serving;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
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
import dev.alluvium.runtime.work.RepeatedTasks;
import dev.alluvium.runtime.work.Supervisor;
import dev.alluvium.serving.adapter.http.MirroredTraffic;
import dev.alluvium.serving.adapter.http.OpenAiRoutes;
import dev.alluvium.serving.adapter.http.RequestMeters;
import dev.alluvium.serving.adapter.kafka.ObservedPublisher;
import dev.alluvium.serving.adapter.kafka.OutcomePublisher;
import dev.alluvium.serving.adapter.store.CachedAdapters;
import dev.alluvium.serving.adapter.vllm.PodFleets;
import dev.alluvium.serving.engine.AskedVersions;
import dev.alluvium.serving.engine.Bases;
import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.MemoryLoader;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.engine.StatusLog;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.settings.ServingConfig;
import dev.alluvium.settings.TrainerConfig;
import dev.alluvium.settings.VllmConfig.ReadableBy;
import dev.alluvium.tiny.TinyBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers users with the version that {@code serving.desired} names, and proves it on {@code serving.observed}.
 *
 * <p>{@link #start()} returns when what stands in the topics was read and what is desired was loaded or refused;
 * {@link #health()} says when every model answers, which takes a registry that has declared them.
 */
public final class ServingService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ServingService.class);
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ServiceContext context;
    private final ServingConfig settings;
    private final FollowedLog log = new FollowedLog();
    private final RepeatedTasks heart = new RepeatedTasks("serving-heartbeat");
    private final Supervisor supervisor;
    private final Bases bases;
    private final Slots slots;
    private final AskedVersions asked;
    private final PodFleets pods;
    private final ModelHosts hosts;
    private final ServedVersions versions;
    private final ObservedPublisher observed;
    private final OutcomePublisher outcomes;
    private final Meters meters;
    private final MessageReader reader;
    private final HostMeters hostMeters;
    private final MirroredTraffic mirrored;
    private final TopicFollower<ServingDesired> desired;
    private final TopicFollower<RegistryEvent> events;

    public ServingService(ServiceContext context) {
        this.context = context;
        this.settings = context.config().serving();
        Path local = context.directory().resolve(settings.cacheDirectory());
        BaseDirectories directories = new BaseDirectories(
                context.store(), context.directory().resolve("bases"), Map.of(TinyBase.NAME, TinyBase::extractTo));
        this.bases = new Bases(directories::directory, options());
        VersionLoader loader = new MemoryLoader(
                bases,
                new CachedAdapters(
                        context.store(),
                        local.resolve("adapters"),
                        ReadableBy.OWNER,
                        settings.adapterCache(),
                        this::resident));
        this.pods = new PodFleets(
                context.store(),
                directories::directory,
                bases,
                local.resolve("figures"),
                context.clock(),
                settings.adapterCache(),
                this::resident);
        AttestationCheck admission =
                new AttestationCheck(KeyFiles.verifier(context.config().trust(), context.directory()));
        this.meters = new Meters(context.meters());
        this.supervisor = new Supervisor(name(), meters);
        this.reader = new MessageReader(
                name(), meters, MessageTrust.of(context.config().trust(), context.directory(), name()));
        this.observed = new ObservedPublisher(context.kafka());
        this.outcomes = new OutcomePublisher(context.kafka());
        this.hosts = new ModelHosts(
                context.config(),
                admission,
                loader,
                pods,
                ReplicaIdentity.of(observed, meters, local.resolve("proved"), context.instance(), context.clock()),
                log::state,
                context.clock());
        this.asked = new AskedVersions(admission);
        this.versions = new ServedVersions(hosts.byModel(), log::state, asked);
        this.slots = new Slots(settings.slots(), settings.queue(), settings.cacheTokens(), settings.maxTokens());
        this.mirrored = new MirroredTraffic(versions, slots, outcomes::offer, meters, context.clock());
        this.hostMeters = new HostMeters(meters, context.clock());
        this.desired = new TopicFollower<>(context.kafka(), Topics.SERVING_DESIRED, reader, (key, value, position) -> {
            if (value != null) {
                hosts.desired(value);
            }
        });
        this.events = new TopicFollower<>(
                context.kafka(),
                Topics.REGISTRY_EVENTS,
                reader,
                (key, event, position) -> log.take(Objects.requireNonNull(event)),
                new LogCopy<>(context.store(), ObjectKeys.REGISTRY_LOGS, Topics.REGISTRY_EVENTS));
        supervise();
    }

    private Set<String> resident() {
        return hosts.resident();
    }

    private void supervise() {
        supervisor.watch(slots.decoder());
        supervisor.watch(heart);
        supervisor.watch(desired.thread());
        supervisor.watchBeside(events.thread());
        supervisor.watch(observed.threads());
        supervisor.watch(hosts.threads());
        supervisor.watch(pods.threads());
        supervisor.watchBeside(outcomes.threads());
        supervisor.watchBeside(mirrored.threads());
    }

    /** As the trainer and the evaluator hold them. */
    private LoadOptions options() {
        TrainerConfig trainer = context.config().trainer();
        return LoadOptions.of(trainer.dtype(), trainer.device());
    }

    @Override
    public String name() {
        return "serving-service";
    }

    @Override
    public void start() throws InterruptedException {
        hostMeters.bind(slots);
        hosts.restore();
        desired.start();
        events.start();
        heart.every(Duration.ZERO, settings.heartbeat(), this::beat);
        desired.awaitCaughtUp(CATCH_UP);
        awaitEvents();
        hosts.awaitSettled(CATCH_UP);
    }

    /** What users are answered with does not depend on the log: without it nobody asks by number, and nothing stands in. */
    private void awaitEvents() throws InterruptedException {
        try {
            events.awaitCaughtUp(CATCH_UP);
        } catch (IllegalStateException e) {
            LOG.warn("goes on without the registry's log: {}", e.getMessage());
        }
    }

    /** A replica whose decoder does not work proves nothing. */
    private void beat() {
        hosts.contacted(desired.lastPoll());
        hosts.beat(slots.decoder().works());
        hosts.byModel().forEach(hostMeters::bind);
    }

    @Override
    public Health health() {
        List<String> waiting = hosts.byModel().entrySet().stream()
                .filter(fleet -> fleet.getValue().ready().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        List<String> worse = new ArrayList<>(hosts.standIns());
        log.end().ifPresent(why -> worse.add("answers champions and versions known so far: " + why));
        Health answering = worse.isEmpty() ? Health.up() : Health.degraded(String.join("; ", worse));
        return supervisor.over(
                waiting.isEmpty()
                        ? answering
                        : Health.notReady("no version answers for " + String.join(", ", waiting) + "; see status"));
    }

    @Override
    public List<Route> routes() {
        return new OpenAiRoutes(
                        versions,
                        slots,
                        new RequestMeters(meters),
                        this::report,
                        outcomes::offer,
                        mirrored,
                        context.clock(),
                        KEEP_ALIVE)
                .all();
    }

    private void report(ServingOutcome outcome) {
        outcomes.publish(outcome);
        String model = hosts.byModel().containsKey(outcome.model()) ? outcome.model() : "unknown";
        meters.counter(ServingMeters.OUTCOMES, model).increment();
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> models = new TreeMap<>();
        hosts.byModel().forEach((model, fleet) -> models.put(model, status(model, fleet)));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("replica", context.instance());
        status.put("models", models);
        status.put(
                "requests", Map.of("active", slots.active(), "waiting", slots.waiting(), "batches", slots.batches()));
        reader.tell(status);
        return status;
    }

    /** This process's own state, or by name that of the servers that it drives. */
    private Map<String, Object> status(String model, Fleet fleet) {
        Map<String, Object> servers = new TreeMap<>();
        for (Fleet.Member member : fleet.members()) {
            if (member.name().isEmpty()) {
                return status(member.host());
            }
            servers.put(member.name(), status(member.host(), hosts.faults(model).get(member.name())));
        }
        return Map.of("ready", fleet.ready().isPresent(), "pods", servers);
    }

    private Map<String, Object> status(ModelHost host, @Nullable VersionRefusal fault) {
        Map<String, Object> view = status(host);
        view.put("up", fault == null);
        if (fault != null) {
            view.put("ready", false);
            view.put("fault", fault.reason());
            view.put("faultDetail", fault.detail());
        }
        return view;
    }

    private Map<String, Object> status(ModelHost host) {
        Map<String, Object> view =
                new LinkedHashMap<>(StatusLog.describe(host.view().state()));
        view.put("ready", host.view().ready(context.clock().instant()));
        view.put("contact", host.view().contact());
        view.put("resident", host.view().resident());
        VersionRefusal refusal = host.challengerRefusal();
        if (refusal != null) {
            view.put("challenger", "no part in the experiment: " + refusal.detail());
        }
        return view;
    }

    @Override
    public List<String> troubles() {
        return supervisor.troubles();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        heart.close();
        desired.close();
        events.close();
        mirrored.close();
        slots.close();
        observed.close();
        outcomes.close();
        hosts.close();
        asked.close();
        pods.close();
        bases.close();
    }
}
