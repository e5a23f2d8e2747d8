package dev.alluvium.evaluator;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.evaluator.adapter.CardRoute;
import dev.alluvium.evaluator.adapter.EvaluationLoop;
import dev.alluvium.evaluator.adapter.EvaluationMetrics;
import dev.alluvium.evaluator.adapter.ExperimentLoop;
import dev.alluvium.evaluator.adapter.ProbeRoutes;
import dev.alluvium.evaluator.adapter.ReportRoute;
import dev.alluvium.evaluator.adapter.ReportStore;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.runtime.work.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates every trained adapter, once, against the champion of the moment, and judges live experiments. */
public final class EvaluatorService implements Service {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final ServiceContext context;
    private final EvaluatorState state = new EvaluatorState();
    private final MessageReader reader;
    private final ReportStore reports;
    private final TopicFollower<RegistryEvent> registry;
    private final TopicFollower<FactProbes> probes;
    private final ExperimentLoop experiments;
    private final Supervisor supervisor;
    private @Nullable EvaluationLoop loop;
    private volatile boolean started;

    public EvaluatorService(ServiceContext context) {
        this.context = context;
        this.reports = new ReportStore(context.store());
        Meters meters = new Meters(context.meters());
        this.reader = new MessageReader(
                name(), meters, MessageTrust.of(context.config().trust(), context.directory(), name()));
        this.registry = new TopicFollower<>(
                context.kafka(),
                Topics.REGISTRY_EVENTS,
                reader,
                (key, event, position) -> state.apply(Objects.requireNonNull(event, "the log has no tombstones")),
                new LogCopy<>(context.store(), ObjectKeys.REGISTRY_LOGS, Topics.REGISTRY_EVENTS));
        this.experiments = new ExperimentLoop(context.kafka(), state, reader, meters, context.clock());
        this.probes = new TopicFollower<>(
                context.kafka(), Topics.PROBES, reader, (key, entry, position) -> state.apply(key, entry));
        this.supervisor = new Supervisor(name(), meters);
        supervisor.watch(registry.thread());
        supervisor.watch(probes.thread());
        supervisor.watch(experiments.thread());
    }

    @Override
    public String name() {
        return "evaluator";
    }

    @Override
    public void start() throws InterruptedException {
        EvaluationMetrics metrics = new EvaluationMetrics(context.meters());
        context.config().models().keySet().forEach(model -> metrics.follow(model, state));
        registry.start();
        probes.start();
        registry.awaitCaughtUp(START_LIMIT);
        probes.awaitCaughtUp(START_LIMIT);
        EvaluationLoop evaluations = EvaluationLoop.start(context, state, reports, metrics, reader);
        supervisor.watch(evaluations.thread());
        loop = evaluations;
        experiments.start(context.config().modelNames());
        started = true;
    }

    @Override
    public Health health() {
        EvaluationLoop running = loop;
        if (!started || running == null) {
            return Health.notReady("reading the registry's log and the probes");
        }
        Throwable replaced = running.replaced();
        return supervisor.over(
                replaced == null
                        ? Health.up()
                        : Health.dead("replaced by another instance: " + replaced.getMessage() + "; restart it"));
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(new ProbeRoutes(
                        context.kafka(),
                        context.config().modelNames(),
                        context.config().defaultModel().model(),
                        state::probes,
                        context.clock())
                .routes());
        routes.add(ReportRoute.of(reports));
        routes.add(new CardRoute(reports, context.store(), state).route());
        routes.add(experiments.route());
        return routes;
    }

    @Override
    public Map<String, Object> status() {
        EvaluationLoop running = loop;
        if (running == null) {
            return Map.of();
        }
        Map<String, Object> status = new LinkedHashMap<>(running.status());
        if (!experiments.status().isEmpty()) {
            status.put("experiments", experiments.status());
        }
        reader.tell(status);
        return status;
    }

    @Override
    public List<String> troubles() {
        return supervisor.troubles();
    }

    @Override
    public void close() {
        EvaluationLoop running = loop;
        if (running != null) {
            running.close();
        }
        experiments.close();
        registry.close();
        probes.close();
    }
}
