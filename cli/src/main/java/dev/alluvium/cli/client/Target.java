package dev.alluvium.cli.client;

import dev.alluvium.settings.KafkaConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The installation that a command talks to: by default the one that runs on the data directory. */
public final class Target {
    private static final Duration STARTING = Duration.ofMillis(500);

    @Mixin
    DataOption data = new DataOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "API of a remote installation, such as https://alluvium.example/v1 (or $ALLUVIUM_URL; its token in $ALLUVIUM_TOKEN).")
    @Nullable String url;

    /** A target on {@code directory}, as if given by {@code --data}. */
    public static Target local(Path directory) {
        Target target = new Target();
        target.data = DataOption.of(directory);
        return target;
    }

    /** The data directory. */
    public Path directory() {
        return data.directory();
    }

    /** Where the object store of an installation on this machine keeps its buckets; empty for a remote one. */
    public Optional<Path> objects() {
        return remote() == null ? Optional.of(directory().resolve("objects")) : Optional.empty();
    }

    private @Nullable String remote() {
        return url != null ? url : System.getenv("ALLUVIUM_URL");
    }

    /** A client of the API, with the token from $ALLUVIUM_TOKEN or the data directory. */
    public ApiClient api() {
        Terminal terminal = new Terminal(System.err);
        String remote = remote();
        String first = remote != null ? remote : announced("endpoint", terminal);
        Supplier<String> base = remote != null ? () -> remote : data.latest("endpoint", first);
        String token = System.getenv().getOrDefault("ALLUVIUM_TOKEN", "").strip();
        ApiClient api = new ApiClient(
                base, token.isEmpty() ? token(remote) : token, new RetryPolicy(RetryPolicy.USUAL, terminal, false));
        api.base();
        return api;
    }

    private String token(@Nullable String remote) {
        return data.announced("token")
                .orElseThrow(() -> remote == null
                        ? nothingRuns()
                        : new CliException("there is no token for " + remote + "; put it into $ALLUVIUM_TOKEN", 2));
    }

    /** How to reach Kafka, by what the data directory's installation announces. */
    public KafkaConfig kafka() {
        return latestKafka(null, null).get();
    }

    /**
     * The same, asked for anew after a restart.
     *
     * @param servers in place of those announced; null for those of $ALLUVIUM_KAFKA, if it is set
     * @param properties client properties; null for the file that $ALLUVIUM_KAFKA_PROPERTIES names, or else the data directory's
     *     where its broker is meant
     */
    public Supplier<KafkaConfig> latestKafka(@Nullable String servers, @Nullable Path properties) {
        String given = servers != null ? servers : System.getenv("ALLUVIUM_KAFKA");
        String named = System.getenv("ALLUVIUM_KAFKA_PROPERTIES");
        Path file = properties != null || named == null ? properties : Path.of(named);
        if (given != null || file != null) {
            return () -> KafkaTarget.of(file, given);
        }
        Supplier<String> announced = data.latest("kafka", announced("kafka", new Terminal(System.err)));
        return () -> KafkaTarget.of(kafkaProperties().orElse(null), announced.get());
    }

    /** The client properties of the broker of an installation on this machine; empty where there are none. */
    public Optional<Path> kafkaProperties() {
        Path file = directory().resolve(KafkaTarget.FILE);
        return remote() == null && Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** What the local installation announces; one that is starting is waited for. */
    private String announced(String name, Terminal terminal) {
        return new RetryPolicy(RetryPolicy.USUAL, terminal, false)
                .attempt(() -> data.announced(name)
                        .orElseThrow(() -> data.starting()
                                ? new UnavailableException("alluvium is starting on " + directory(), STARTING)
                                : nothingRuns()));
    }

    private CliException nothingRuns() {
        return new CliException("no alluvium runs on " + directory()
                + "; start one with `alluvium up`, or name another with --data DIR or --url URL");
    }
}
