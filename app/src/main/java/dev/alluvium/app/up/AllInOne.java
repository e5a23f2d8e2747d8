package dev.alluvium.app.up;

import dev.alluvium.accumulator.AccumulatorService;
import dev.alluvium.cleaning.CleaningService;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.BrokerAddress;
import dev.alluvium.embedded.BrokerLogin;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.evaluator.EvaluatorService;
import dev.alluvium.ingest.DiskReserve;
import dev.alluvium.ingest.IngestService;
import dev.alluvium.registry.RegistryService;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.PortTakenException;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.DependencyAwaitingService;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.ConditionalPutCheck;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.serving.ServingService;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.trainer.TrainerService;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broker, object store and every service in this process, started in the order of the main direction's needs. */
public final class AllInOne implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AllInOne.class);
    private static final int USUAL_PORT = 7411;
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;

    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
    private volatile boolean closing;
    private final DataDirectory directory;
    private final AlluviumConfig configured;
    private final ExternalServices outside;
    private final BrokerAddress broker;
    private final Consumer<String> progress;
    private String endpoint = "";
    private List<String> degraded = List.of();
    private final List<String> notices = new ArrayList<>();
    private @Nullable KafkaConfig used;

    /**
     * @param configured by the user; a token is put in here unless it names one, and broker and store unless they are outside
     * @param outside parts that the configuration names and this process does not run
     * @param progress told what is being started or waited for, in words for people
     */
    public AllInOne(
            DataDirectory directory, AlluviumConfig configured, ExternalServices outside, Consumer<String> progress) {
        this(directory, configured, outside, BrokerAddress.ANY, progress);
    }

    /**
     * As above.
     *
     * @param broker where the embedded broker listens
     */
    public AllInOne(
            DataDirectory directory,
            AlluviumConfig configured,
            ExternalServices outside,
            BrokerAddress broker,
            Consumer<String> progress) {
        this.directory = directory;
        this.configured = configured;
        this.outside = outside;
        this.broker = broker;
        this.progress = progress;
    }

    /** Starts everything; returns when it can do its work, or what it cannot is in {@link #degraded()}. */
    public void start() throws Exception {
        KafkaConfig kafka = kafka(configured.kafka());
        used = kafka;
        ObjectStoreConfig store = objectStore(configured.objectStore());
        AlluviumConfig config = LocalConfig.of(configured, directory, kafka, store);
        KeyFiles.ensure(directory.resolve(config.trust().directory()));
        ServiceContext context = context(config);
        notices.addAll(unprepared(config, context.store(), directory.resolve("bases")));
        DiskReserve reserve = outside.kafka() ? DiskReserve.NONE : DiskReserve.of(directory.root());
        List<Service> services = new ArrayList<>();
        for (Function<ServiceContext, Service> factory : services(reserve)) {
            services.add(remember(new DegradableService(
                    DependencyAwaitingService.of(factory.apply(context)),
                    problem -> DamagedLogFile.named(problem, directory.resolve("kafka-log/logs")))));
        }
        HttpConfig http = config.http();
        int port = listen(http, ServiceRoutes.of(services, (ScrapedMeters) context.meters()));
        endpoint = "http://" + reachable(http.host()) + ":" + port + "/v1";
        directory.announce(endpoint, bootstrapServers(), outside.kafka() ? Map.of() : kafka.properties());
        for (Service service : services) {
            progress.accept("starting " + service.name());
            service.start();
        }
        degraded = awaitReady(services);
    }

    /** Consumers first, so that what one stage sends finds its reader at work. */
    static List<Function<ServiceContext, Service>> services(DiskReserve reserve) {
        return List.of(
                RegistryService::new,
                ServingService::new,
                EvaluatorService::new,
                TrainerService::new,
                AccumulatorService::new,
                CleaningService::new,
                context -> new IngestService(context, reserve));
    }

    private KafkaConfig kafka(KafkaConfig given) throws Exception {
        progress.accept("starting Kafka");
        if (outside.kafka()) {
            return given;
        }
        BrokerLogin login = directory.kafkaLogin();
        EmbeddedKafka own = remember(new EmbeddedKafka(directory.resolve("kafka-log"), broker, login));
        own.movedFrom()
                .ifPresent(port -> notices.add("port " + port
                        + " is taken by another program: whoever connects there does not reach this Kafka, which listens on "
                        + own.bootstrapServers() + " (--kafka-port chooses)"));
        return LocalConfig.kafka(given, own, login);
    }

    private ObjectStoreConfig objectStore(ObjectStoreConfig given) throws Exception {
        progress.accept("starting object storage");
        return outside.objectStore()
                ? given
                : LocalConfig.objectStore(remember(
                        new EmbeddedS3(directory.resolve("objects"), 0, "alluvium", directory.secret("s3-secret"))));
    }

    /** Waits for what may still become ready; says what did not, for then commands are what helps. */
    private List<String> awaitReady(List<Service> services) throws InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        List<String> troubles = new ArrayList<>();
        for (Service service : services) {
            progress.accept("waiting for " + service.name() + " to be ready");
            Health health = service.health();
            while (!health.ready() && health.alive() && System.nanoTime() - end < 0 && !closing) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                health = service.health();
            }
            if (!health.ready() || !health.equals(Health.up())) {
                troubles.add(service.name() + ": " + health.detail());
                LOG.warn("{} is not as it should be: {}", service.name(), health.detail());
            }
        }
        return troubles;
    }

    /** What does not work as it should after the start, one sentence each. */
    public List<String> degraded() {
        return degraded;
    }

    /** What works, and takes its time, one sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** The API's URL. */
    public String endpoint() {
        return endpoint;
    }

    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** How clients reach the brokers that this process uses; not before the start. */
    public KafkaConfig kafka() {
        return Objects.requireNonNull(used, "not started");
    }

    /**
     * Stops everything in the reverse order; a part that fails to stop does not keep the others from it. May be called while
     * {@link #start()} is at work, which then fails.
     */
    @Override
    public void close() {
        closing = true;
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("{} did not stop", part, e);
            }
        }
    }

    /** On the configured port; if none is, on the usual one, or any free one where that is taken. */
    private int listen(HttpConfig http, List<Route> routes) throws Exception {
        int configured = http.port();
        if (configured == 0) {
            try {
                return listen(http, USUAL_PORT, routes);
            } catch (PortTakenException e) {
                notices.add("port " + USUAL_PORT
                        + " is taken, perhaps by another alluvium; this one listens on any free port"
                        + " (--port chooses)");
            }
        }
        return listen(http, configured, routes);
    }

    /** By which address commands on this machine reach a server: one that listens on all addresses also listens on loopback. */
    static String reachable(String host) {
        if (host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]")) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private int listen(HttpConfig http, int port, List<Route> routes) throws Exception {
        HttpServer server = new HttpServer(http.at(http.host(), port), routes);
        int bound = server.start();
        remember(server);
        return bound;
    }

    private ServiceContext context(AlluviumConfig config) throws Exception {
        KafkaClients clients = new KafkaClients(config.kafka());
        clients.ensureTopics(Topics.all());
        if (!outside.kafka()) {
            // Nobody else can create them on this broker, and cleaning does not start without them.
            clients.ensureTopicsLike(
                    Topics.RAW_RECORDS, config.ingest().topics().keySet());
        }
        ObjectStoreConfig storeConfig = config.objectStore();
        MinioObjectStore store = remember(new MinioObjectStore(storeConfig));
        store.ensureBucket();
        ConditionalPutCheck.verify(store);
        ScrapedMeters meters = new ScrapedMeters();
        ProcessMeters.bind(meters);
        return new ServiceContext(config, clients, store, meters, directory.root(), Clock.systemUTC(), "local");
    }

    /** Bases on this machine that bring no general text, and of which the store has no answers yet. */
    private static List<String> unprepared(AlluviumConfig config, ObjectStore store, Path cache) {
        BaseDirectories bases = new BaseDirectories(store, cache, Map.of());
        return config.models().values().stream()
                .map(ModelConfig::base)
                .filter(base -> base.startsWith("/") || base.startsWith("file:"))
                .distinct()
                .filter(base -> unprepared(base, bases))
                .map(base ->
                        "base " + base + " is unprepared: it answers general questions now, in the background, which"
                                + " its first round waits for; `alluvium base prepare` does it beforehand")
                .toList();
    }

    private static boolean unprepared(String base, BaseDirectories bases) {
        try {
            return !bases.hasGeneral(base);
        } catch (BaseException | UncheckedIOException e) {
            LOG.debug("base {} cannot be looked at; the services that need it say why", base, e);
            return false;
        }
    }

    private <T extends AutoCloseable> T remember(T part) throws Exception {
        started.push(part);
        if (closing) {
            part.close();
            throw new CliException("stopped while starting");
        }
        return part;
    }
}
