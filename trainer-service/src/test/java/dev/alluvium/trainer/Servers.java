package dev.alluvium.trainer;

import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One broker and one S3 server for all tests of this process, started by the first; each test takes names of its own. */
final class Servers {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static @Nullable Servers started;

    final EmbeddedKafka kafka;
    final EmbeddedS3 s3;

    private Servers(Path directory) throws IOException {
        kafka = new EmbeddedKafka(directory.resolve("kafka"));
        s3 = new EmbeddedS3(directory.resolve("s3"));
    }

    static synchronized Servers shared() throws IOException {
        if (started == null) {
            Path directory = Files.createTempDirectory("trainer-tests");
            Servers servers = new Servers(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                servers.kafka.close();
                servers.s3.close();
                delete(directory);
            }));
            started = servers;
        }
        return started;
    }

    /** A name that no other test has: of a bucket, or of topics. */
    static String name() {
        return "test-" + TESTS.incrementAndGet();
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
