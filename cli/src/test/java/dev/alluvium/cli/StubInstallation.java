package dev.alluvium.cli;

import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link StubApi} for each test, and command lines that find it by its data directory. */
final class StubInstallation implements BeforeEachCallback, AfterEachCallback {
    private @Nullable Path data;
    private @Nullable StubApi api;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Path directory = Files.createTempDirectory("stub");
        data = directory;
        api = new StubApi(directory);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Objects.requireNonNull(api).close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(data))) {
            files.sorted(Comparator.reverseOrder()).forEach(StubInstallation::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives this answer to requests for this path below {@code /v1}, whatever their query. */
    void answer(String path, String json) {
        Objects.requireNonNull(api).answer(path, json);
    }

    /** Method, path with query, and body of each request. */
    List<String> requests() {
        return Objects.requireNonNull(api).requests();
    }

    /** Runs a command line on this installation. */
    Ended run(String... words) {
        return CommandLines.run(Stream.concat(
                        Stream.of(words),
                        Stream.of("--data", Objects.requireNonNull(data).toString()))
                .toArray(String[]::new));
    }
}
