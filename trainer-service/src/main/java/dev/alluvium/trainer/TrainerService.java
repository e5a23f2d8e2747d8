package dev.alluvium.trainer;

import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.runtime.work.RepeatedTasks;
import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.runtime.work.Supervisor;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.TrainerConfig;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.adapter.ChatRewriter;
import dev.alluvium.trainer.adapter.ErasureRoute;
import dev.alluvium.trainer.adapter.ForecastRoute;
import dev.alluvium.trainer.adapter.ProgressTicker;
import dev.alluvium.trainer.adapter.RunRoutes;
import dev.alluvium.trainer.adapter.TrainerMetrics;
import dev.alluvium.trainer.adapter.TrainerPublisher;
import dev.alluvium.trainer.adapter.TrainerTopics;
import dev.alluvium.trainer.adapter.TrainingWorker;
import dev.alluvium.trainer.coordinator.RunView;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.general.GeneralEvidence;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.run.Attempts;
import dev.alluvium.trainer.run.ErasedFactsInWeights;
import dev.alluvium.trainer.run.FreeMemory;
import dev.alluvium.trainer.run.LossCurves;
import dev.alluvium.trainer.run.RunExecution;
import dev.alluvium.trainer.run.RunQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains every model's ready rounds, one run at a time, and publishes how each run ended. */
public final class TrainerService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration ASK = Duration.ofMinutes(1);

    private final ServiceContext context;
    private final TrainerConfig config;
    private final Map<String, ModelConfig> models;
    private final TrainerCoordinator coordinator;
    private final TrainerMetrics metrics;
    private final MessageReader reader;
    private final TrainerTopics topics;
    private final Supervisor supervisor;
    private final ErasureRoute erasures;
    private final RepeatedTasks looking = new RepeatedTasks("trainer-erasures");
    private final RepeatedTasks asking = new RepeatedTasks("trainer-general");
    private final BaseDirectories bases;
    private final GeneralEvidence general;
    private @Nullable TrainerPublisher publisher;
    private @Nullable ProgressTicker ticker;
    private @Nullable SupervisedThread worker;
    private volatile @Nullable RunExecution executing;

    public TrainerService(ServiceContext context) {
        this.context = context;
        this.config = context.config().trainer();
        this.models = context.config().models();
        this.coordinator = new TrainerCoordinator(
                models.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, model -> model.getValue().base())),
                context.clock());
        this.metrics = new TrainerMetrics(context.meters(), coordinator);
        Meters meters = new Meters(context.meters());
        this.reader = new MessageReader(
                name(), meters, MessageTrust.of(context.config().trust(), context.directory(), name()));
        this.topics = new TrainerTopics(context.kafka(), context.store(), reader, coordinator);
        this.supervisor = new Supervisor(name(), meters);
        topics.threads().forEach(supervisor::watch);
        supervisor.watchBeside(looking);
        supervisor.watchBeside(asking);
        this.bases = new BaseDirectories(
                context.store(), context.directory().resolve("bases"), Map.of(TinyBase.NAME, TinyBase::extractTo));
        this.general = new GeneralEvidence(
                context.store(),
                bases,
                options(),
                loaded -> RunResources.of(
                                NumericsEnvironment.present(options().kind()),
                                config.threads(),
                                FreeMemory.of(config.memory()))
                        .machine(loaded.config())
                        .threads(),
                context.directory().resolve("general"));
        this.erasures = new ErasureRoute(coordinator, new ErasedFactsInWeights(context.store()));
    }

    @Override
    public String name() {
        return "trainer-service";
    }

    @Override
    public synchronized void start() throws InterruptedException {
        Optional.ofNullable(config.threads()).ifPresent(TorchThreads::configure);
        LOG.atInfo()
                .addKeyValue("device", config.device())
                .log("trains on {}", options().explain());
        TrainerPublisher publishing = new TrainerPublisher(context.kafka());
        publisher = publishing;
        topics.start();
        ProgressTicker ticking = new ProgressTicker(coordinator, publishing, context.clock());
        supervisor.watchBeside(ticking.thread());
        ticker = ticking;
        ticking.start();
        RunExecution execution = execution();
        executing = execution;
        TrainingWorker loop = new TrainingWorker(
                coordinator,
                new RunQueue(new Attempts(context.store())),
                execution,
                topics,
                publishing,
                metrics,
                models);
        SupervisedThread training = supervisor.watch(new SupervisedThread("trainer", loop::run));
        worker = training;
        training.start();
        looking.every(Duration.ZERO, LOOK, erasures::look);
        asking.every(Duration.ZERO, ASK, this::askBases);
    }

    /** Bases without general text are asked before the first round comes, which would wait for it. */
    private void askBases() {
        models.values().stream()
                .map(ModelConfig::base)
                .distinct()
                .filter(base -> !coordinator.closing())
                .forEach(base -> general.prepare(base, () -> !coordinator.closing()));
    }

    private LoadOptions options() {
        return LoadOptions.of(config.dtype(), config.device());
    }

    private RunExecution execution() {
        Path work = context.directory().resolve(config.workDirectory());
        return new RunExecution(
                context.store(),
                bases,
                KeyFiles.signer(context.config().trust(), context.directory(), "trainer"),
                context.clock(),
                context.instance(),
                work,
                new RunExecution.Timing(LEASE, config.checkpointInterval()),
                new RunExecution.Means(
                        config.memory(),
                        config.threads(),
                        options(),
                        asked -> new ChatRewriter(asked, metrics::requested),
                        config.adapterCache(),
                        general::ensure));
    }

    @Override
    public synchronized Health health() {
        if (worker == null) {
            return supervisor.over(Health.notReady("starting"));
        }
        return supervisor.over(
                worker.isAlive() ? Health.up() : Health.dead("the training thread ended; the log says why"));
    }

    @Override
    public List<Route> routes() {
        ForecastRoute forecasts = new ForecastRoute(coordinator, models, () -> Optional.ofNullable(executing));
        List<Route> runs = new RunRoutes(coordinator, new LossCurves(context.store())).routes();
        return Stream.concat(runs.stream(), Stream.of(forecasts.route(), erasures.route()))
                .toList();
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("models", coordinator.explain());
        status.put("needsOperator", coordinator.holding());
        status.put("erasures", erasures.explain());
        status.put("general", general.explain());
        coordinator.job().ifPresent(job -> status.put("run", RunView.of(job)));
        reader.tell(status);
        return status;
    }

    @Override
    public List<String> troubles() {
        return supervisor.troubles();
    }

    /** Lets the present run keep a checkpoint and give its lease back. */
    @Override
    public void close() {
        coordinator.close();
        looking.close();
        asking.close();
        SupervisedThread training = worker;
        if (training != null) {
            training.end();
            training.join(LONGEST_STOP);
        }
        if (ticker != null) {
            ticker.close();
        }
        topics.close();
        if (publisher != null) {
            publisher.close();
        }
    }
}
