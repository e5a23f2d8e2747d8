package dev.alluvium.launcher.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command talks to: by default the one that runs on the data directory. */
public final class Target {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of a local installation (default: ~/.alluvium, or $ALLUVIUM_DATA).")
    @Nullable Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "API of a remote installation, such as https://alluvium.example/v1 (or $ALLUVIUM_URL).")
    @Nullable String url;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOSTS",
            description = "Its Kafka (or $ALLUVIUM_KAFKA); a local one is found by itself.")
    @Nullable String bootstrapServers;

    /** A target on {@code directory}, as if given by {@code --data}. */
    public static Target local(Path directory) {
        Target target = new Target();
        target.data = directory;
        return target;
    }

    /** The data directory. */
    public Path directory() {
        String environment = System.getenv("ALLUVIUM_DATA");
        Path chosen = data != null
                ? data
                : environment != null ? Path.of(environment) : Path.of(System.getProperty("user.home"), ".alluvium");
        return chosen.toAbsolutePath().normalize();
    }

    /** A client of the API, with the token from $ALLUVIUM_TOKEN or the data directory. */
    public ApiClient api() {
        String remote = url != null ? url : System.getenv("ALLUVIUM_URL");
        String token = System.getenv("ALLUVIUM_TOKEN");
        return new ApiClient(
                remote != null ? remote : announced("endpoint"), token != null ? token : announced("token"));
    }

    /** The Kafka cluster's bootstrap servers. */
    public String kafka() {
        String environment = System.getenv("ALLUVIUM_KAFKA");
        return bootstrapServers != null ? bootstrapServers : environment != null ? environment : announced("kafka");
    }

    private String announced(String name) {
        Path file = directory().resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw new CliException("cannot read " + file + ": " + e.getMessage());
        }
        throw new CliException("no alluvium runs on " + directory()
                + "; start one with `alluvium up`, or name another with --data DIR or --url URL");
    }
}
