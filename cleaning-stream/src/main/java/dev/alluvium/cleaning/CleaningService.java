package dev.alluvium.cleaning;

import dev.alluvium.cleaning.adapter.CleaningRoutes;
import dev.alluvium.cleaning.adapter.CleaningStatus;
import dev.alluvium.cleaning.adapter.CleaningStream;
import dev.alluvium.cleaning.adapter.CleaningTopology;
import dev.alluvium.cleaning.adapter.ControlSender;
import dev.alluvium.cleaning.adapter.FactKeyFile;
import dev.alluvium.cleaning.adapter.ForgetRoute;
import dev.alluvium.cleaning.adapter.MeteredObserver;
import dev.alluvium.cleaning.adapter.RulesFile;
import dev.alluvium.cleaning.adapter.StoreRetry;
import dev.alluvium.cleaning.adapter.StreamSettings;
import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.binder.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;

/** Cleaning as a service: records.raw and control in, records.clean, records.rejected and records.dlq out. */
public final class CleaningService implements Service {
    private static final Duration START = Duration.ofSeconds(90);
    /** Longest wait for the object store in one go; Kafka takes a consumer that is silent for 5 minutes for dead. */
    private static final Duration STORE_RETRY = Duration.ofSeconds(60);

    private static final int MOST_THREADS = 4;

    private final ServiceContext context;
    private final MessageReader reader;
    private volatile @Nullable CleaningStream stream;
    private volatile @Nullable CleaningPipeline pipeline;
    private volatile @Nullable RulesFile rules;
    private volatile @Nullable ControlSender control;

    public CleaningService(ServiceContext context) {
        this.context = context;
        this.reader = new MessageReader(name(), new Meters(context.meters()))
                .counting(Topics.CONTROL, Topics.REJECTED_RECORDS);
    }

    @Override
    public String name() {
        return "cleaning-stream";
    }

    @Override
    public void start() throws InterruptedException {
        Meters meters = new Meters(context.meters());
        int threads = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2));
        MeteredObserver observer = new MeteredObserver(meters, reader);
        Properties settings =
                StreamSettings.of(context.kafka(), context.directory().resolve("cleaning"), threads, observer);
        CleaningStream started = new CleaningStream(topology(settings, observer), settings);
        stream = started;
        control = new ControlSender(context.kafka());
        meters.gauge(CleaningMeters.HELD, () -> CleaningStatus.held(started.counts()));
        meters.gauge(CleaningMeters.LAG, started::lag);
        meters.gauge(CleaningMeters.RUNNING, () -> started.isRunning() ? 1 : 0);
        started.start(START);
    }

    @Override
    public Health health() {
        CleaningStream running = stream;
        return running == null ? Health.notReady("cleaning has not started yet") : running.health();
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(new CleaningRoutes(
                        context.kafka(),
                        reader,
                        context.config().ingest().topics().keySet())
                .routes());
        routes.add(new ForgetRoute(context.config().modelNames(), this::named, this::known, this::send, context.clock())
                .route());
        return routes;
    }

    private Cleaned named(RawRecord raw) {
        return started(pipeline).clean(raw);
    }

    private Optional<FactState> known(FactKey fact) {
        return started(stream).fact(fact, partitions());
    }

    private void send(ControlCommand command) {
        started(control).accept(command);
    }

    /** @throws HttpProblem if the service has not started */
    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new HttpProblem(503, "Starting", "cleaning has not started yet; try again");
        }
        return part;
    }

    @Override
    public Map<String, Object> status() {
        CleaningStream running = stream;
        RulesFile read = rules;
        Map<String, Object> status =
                CleaningStatus.of(running == null ? Map.of() : running.counts(), read == null ? null : read.problem());
        reader.tell(status);
        return status;
    }

    @Override
    public void close() {
        CleaningStream running = stream;
        if (running != null) {
            running.close();
        }
        ControlSender sending = control;
        if (sending != null) {
            sending.close();
        }
    }

    /** @throws ConfigException if a rule is wrong: nothing is cleaned by half of the rules */
    private RulesFile rules() {
        try {
            return new RulesFile(context.config().cleaning(), System.getenv(), () -> System.nanoTime() / 1_000_000);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("cleaning", List.of(String.valueOf(e.getMessage())));
        }
    }

    private Topology topology(Properties settings, MeteredObserver observer) {
        Path keys = context.directory().resolve(context.config().trust().directory());
        RulesFile read = rules();
        rules = read;
        CleaningPipeline standard =
                CleaningPipeline.standard(CleaningConfig.of(context.config(), FactKeyFile.read(keys), read));
        pipeline = standard;
        ObjectStore store = context.store();
        ControlExpansion expansion = new ControlExpansion(new RoundReader(store.bucket(), store::bytes, store::list));
        return new CleaningTopology(
                        standard,
                        expansion,
                        new StoreRetry(STORE_RETRY),
                        observer,
                        context.kafka().prefixed(""),
                        partitions())
                .define(new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings))));
    }

    /** Of the topic by which records come to their facts. */
    private int partitions() {
        return Math.min(Topics.PARTITIONS, context.config().kafka().partitions());
    }
}
