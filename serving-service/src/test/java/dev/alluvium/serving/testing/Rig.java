package dev.alluvium.serving.testing;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.serving.adapter.http.MirroredTraffic;
import dev.alluvium.serving.adapter.http.OpenAiRoutes;
import dev.alluvium.serving.adapter.http.RequestMeters;
import dev.alluvium.serving.adapter.store.CachedAdapters;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.engine.AskedVersions;
import dev.alluvium.serving.engine.Bases;
import dev.alluvium.serving.engine.FallbackVersions;
import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.HostObserver;
import dev.alluvium.serving.engine.MemoryLoader;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.TestVersions;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Serving of one model over real HTTP, with the broker left out: tests say themselves what is desired. */
public final class Rig implements AutoCloseable {
    public static final String READER = "r".repeat(32);
    public static final String PUSHER = "p".repeat(32);
    public static final String OPERATOR = "o".repeat(32);

    public final InMemoryObjectStore store = new InMemoryObjectStore();
    public final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final AtomicReference<RegistryState> registry = new AtomicReference<>(RegistryState.empty());
    public final List<LiveVersion> announced = new CopyOnWriteArrayList<>();
    public final List<ServingOutcome> outcomes = new CopyOnWriteArrayList<>();
    public final List<ServingOutcome> served = new CopyOnWriteArrayList<>();
    public final ModelHost host;
    public final Slots slots;

    private final Bases bases = new Bases(name -> TaughtModel.shared().base(), LoadOptions.cpu());
    private final AskedVersions asked;
    public final MirroredTraffic mirrored;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private long generation;

    public Rig(Path directory, int slots, int queue) {
        this(directory, slots, queue, Duration.ofSeconds(1));
    }

    public Rig(Path directory, int slots, int queue, Duration keepAlive) {
        VersionLoader loader = new MemoryLoader(bases, new CachedAdapters(store, directory.resolve("adapters")));
        AttestationCheck admission = new AttestationCheck(TestVersions.verifier());
        this.host = new ModelHost(
                TestVersions.MODEL,
                new Replica.Limits(Duration.ofSeconds(30), 2),
                admission,
                loader,
                Runnable::run,
                new Announcements(),
                new ProvedFiles(directory.resolve("proved")),
                Clock.systemUTC(),
                FallbackVersions.none());
        this.slots = new Slots(slots, queue, 65_536, 64);
        this.asked = new AskedVersions(admission);
        ServedVersions versions = new ServedVersions(
                Map.of(TestVersions.MODEL, Fleet.here(Clock.systemUTC(), host)), registry::get, asked);
        this.mirrored = new MirroredTraffic(versions, this.slots, served::add, new Meters(meters), Clock.systemUTC());
        OpenAiRoutes routes = new OpenAiRoutes(
                versions,
                this.slots,
                new RequestMeters(new Meters(meters)),
                outcomes::add,
                served::add,
                mirrored,
                Clock.systemUTC(),
                keepAlive);
        this.server = new HttpServer(
                HttpConfig.DEFAULT.with(Map.of(
                        "reader", new TokenConfig(READER, Role.READER),
                        "pusher", new TokenConfig(PUSHER, Role.PUSHER),
                        "operator", new TokenConfig(OPERATOR, Role.OPERATOR))),
                routes.all());
        this.port = server.start();
    }

    /** A version of the taught model, its bytes in the store, with the attestations given or all three. */
    public DeployedVersion version(int number, Statement... statements) {
        if (number == 0) {
            return DeployedVersion.base();
        }
        String prefix = "runs/run-" + number + "/a1/adapter/";
        Map<String, byte[]> files = TaughtModel.shared().files(number);
        files.forEach((name, bytes) -> store.putIfAbsent(prefix + name, bytes));
        String sha256 = Digest.sha256(Objects.requireNonNull(files.get(PeftDirectory.WEIGHTS)));
        return TestVersions.version(number, sha256, prefix, statements);
    }

    /** The registry wants {@code version}. */
    public ServingDesired desire(DeployedVersion version) {
        ServingDesired desired = TestVersions.desired(version, 1, ++generation);
        host.desired(desired);
        return desired;
    }

    /** The registry wants {@code challenger} tried beside {@code champion}. */
    public ServingDesired tryOut(DeployedVersion champion, DeployedVersion challenger, double share) {
        ServingDesired plain = TestVersions.desired(champion, 1, ++generation);
        ServingDesired desired = new ServingDesired(
                plain.model(), plain.base(), champion, challenger, share, "trial", 1, generation, plain.at());
        host.desired(desired);
        return desired;
    }

    /** The registry wants what {@code champion} answers reported for a watch. */
    public void watch(DeployedVersion champion, String watch) {
        ServingDesired plain = TestVersions.desired(champion, 1, ++generation);
        host.desired(
                new ServingDesired(plain.model(), plain.base(), champion, null, 0, watch, 1, generation, plain.at()));
    }

    /** The registry wants {@code challenger} asked what this share of the users ask {@code champion}. */
    public void shadow(DeployedVersion champion, DeployedVersion challenger, double share) {
        ServingDesired plain = TestVersions.desired(champion, 1, ++generation);
        host.desired(new ServingDesired(
                        plain.model(), plain.base(), champion, challenger, share, "trial", 1, generation, plain.at())
                .shadowed());
    }

    public HttpClient client() {
        return client;
    }

    public int port() {
        return port;
    }

    public HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    /** A POST of JSON that is written with single quotes. */
    public HttpRequest post(String token, String path, String singleQuoted) {
        byte[] body = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return request(token, path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        server.close();
        mirrored.close();
        slots.close();
        host.close();
        asked.close();
        bases.close();
    }

    private final class Announcements implements HostObserver {
        @Override
        public void announce(String model, LiveVersion live) {
            announced.add(live);
        }

        @Override
        public void loaded(String model, boolean success, Duration took) {}
    }
}
