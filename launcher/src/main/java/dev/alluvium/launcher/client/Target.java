package dev.alluvium.launcher.client;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which installation a command talks to: by default the one that runs on the data directory. */
public final class Target {
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
        String remote = remote();
        String token = System.getenv("ALLUVIUM_TOKEN");
        return new ApiClient(remote != null ? remote : announced("endpoint"), token != null ? token : token(remote));
    }

    private String token(@Nullable String remote) {
        return data.announced("token")
                .orElseThrow(() -> remote == null
                        ? nothingRuns()
                        : new CliException("there is no token for " + remote + "; put it into $ALLUVIUM_TOKEN", 2));
    }

    /** Kafka's bootstrap servers, from $ALLUVIUM_KAFKA or the data directory. */
    public String kafka() {
        String environment = System.getenv("ALLUVIUM_KAFKA");
        return environment != null ? environment : announced("kafka");
    }

    private String announced(String name) {
        return data.announced(name).orElseThrow(this::nothingRuns);
    }

    private CliException nothingRuns() {
        return new CliException("no alluvium runs on " + directory()
                + "; start one with `alluvium up`, or name another with --data DIR or --url URL");
    }
}
