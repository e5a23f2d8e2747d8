package dev.alluvium.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: the directory of an installation on this machine. */
public final class DataOption {
    /** By how much the times of processes and of files may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of a local installation (default: $ALLUVIUM_DATA, or $HOME/.alluvium).")
    @Nullable Path data;

    /** As given by {@code --data}. */
    public static DataOption of(Path directory) {
        DataOption option = new DataOption();
        option.data = directory;
        return option;
    }

    /** The data directory. */
    public Path directory() {
        Path chosen = data != null ? data : usual(System.getenv(), System.getProperty("user.home"));
        return chosen.toAbsolutePath().normalize();
    }

    /**
     * Where none is given. An empty variable counts as none.
     *
     * @param home of the account, which $HOME overrides as in a shell
     */
    static Path usual(Map<String, String> environment, String home) {
        String given = environment.getOrDefault("ALLUVIUM_DATA", "");
        String own = environment.getOrDefault("HOME", "");
        return given.isBlank() ? Path.of(own.isBlank() ? home : own, ".alluvium") : Path.of(given);
    }

    /** What the process that runs on the directory announces there, such as its endpoint. */
    Optional<String> announced(String name) {
        Path file = directory().resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new CliException("cannot read " + file + ": " + FileProblem.of(e));
        }
    }

    /** What is announced at the time of asking, or last was: it is gone for the time of a restart. */
    Supplier<String> latest(String name, String first) {
        AtomicReference<String> last = new AtomicReference<>(first);
        return () -> {
            announced(name).ifPresent(last::set);
            return last.get();
        };
    }

    /** Whether a process has taken the directory and not announced anything yet. */
    boolean starting() {
        return process().isPresent();
    }

    /** The process that took the directory, if it is still there. One that was killed may have left its number to another. */
    public Optional<ProcessHandle> process() {
        return announced("pid")
                .filter(pid -> pid.matches("[0-9]{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> start.isBefore(announcedAt("pid").plus(CLOCKS)))
                        .orElse(true));
    }

    private Instant announcedAt(String name) {
        Path file = directory().resolve(name);
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new CliException("cannot read " + file + ": " + FileProblem.of(e));
        }
    }
}
