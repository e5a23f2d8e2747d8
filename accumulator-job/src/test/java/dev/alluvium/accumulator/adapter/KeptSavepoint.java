package dev.alluvium.accumulator.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A savepoint that a version of the job wrote, with the objects that it refers to and the time at which it was written,
 * kept as test resources.
 */
record KeptSavepoint(Path root) {
    private static final Path RESOURCES = Path.of("src/test/resources/state");
    private static final String WRITTEN_AT = "written-at.txt";

    /** The one that {@code -Dalluvium.keep=NAME} asks to be kept. */
    static Optional<KeptSavepoint> asked() {
        return Optional.ofNullable(System.getProperty("alluvium.keep")).map(KeptSavepoint::named);
    }

    static KeptSavepoint named(String name) {
        return new KeptSavepoint(RESOURCES.resolve(name));
    }

    /** Stands at the time at which it was written, so that nothing in it ages. */
    Clock clock() throws IOException {
        String written = Files.readString(root.resolve(WRITTEN_AT)).strip();
        return Clock.fixed(Instant.parse(written), ZoneOffset.UTC);
    }

    /** Keeps what {@code savepoint} and the store hold now. */
    void keep(Path savepoint, Pipeline pipeline) throws IOException {
        copy(savepoint, root.resolve("flink"));
        Files.writeString(root.resolve(WRITTEN_AT), pipeline.clock.instant() + "\n");
        for (String key : pipeline.store.list("")) {
            Path file = root.resolve("objects").resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, pipeline.store.get(key).orElseThrow().bytes());
        }
    }

    /** Puts the savepoint where a job looks for it, and its objects into the store. */
    void restore(Pipeline pipeline) throws IOException {
        copy(root.resolve("flink"), pipeline.checkpoints().resolve("savepoint-kept"));
        Path objects = root.resolve("objects");
        for (Path file : files(objects)) {
            pipeline.store.putIfAbsent(
                    objects.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
