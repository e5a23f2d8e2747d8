package dev.alluvium.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.adapter.EmbeddedFlink;
import dev.alluvium.accumulator.adapter.Pipeline;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.testing.ListeningSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What others on the machine can do to the accumulator's cluster. */
class DoorsIT {
    private final ScrapedMeters meters = new ScrapedMeters();

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListenOnLoopbackAloneAndTakeNoOrders(@TempDir Path directory) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory, Clock.systemUTC())) {
            List<InetSocketAddress> before = ListeningSockets.own();
            try (AccumulatorService service = new AccumulatorService(pipeline.context(meters))) {
                service.start();

                List<InetSocketAddress> opened = new ArrayList<>(ListeningSockets.own());
                opened.removeAll(before);

                assertThat(opened)
                        .allSatisfy(socket -> assertThat(socket.getAddress().isLoopbackAddress())
                                .as("%s", socket)
                                .isTrue());
                assertThat(opened).as("the BLOB server alone").hasSizeLessThanOrEqualTo(1);
                assertThat(opened)
                        .noneSatisfy(socket -> assertThat(answersHttp(socket)).isTrue());
            }
        }
    }

    @Test
    void shouldGoOnWhenTheJobIsCancelledFromOutside(@TempDir Path directory) throws Exception {
        shouldGoOnAfter(directory, EmbeddedFlink::cancel, "the job is CANCELED");
    }

    @Test
    void shouldGoOnWhenTheClusterIsEndedFromOutside(@TempDir Path directory) throws Exception {
        shouldGoOnAfter(directory, EmbeddedFlink::close, "the job is ");
    }

    private void shouldGoOnAfter(Path directory, Consumer<EmbeddedFlink> attack, String how) throws Exception {
        try (Pipeline pipeline = new Pipeline(directory, Clock.systemUTC());
                AccumulatorService service = new AccumulatorService(pipeline.context(meters))) {
            service.start();
            pipeline.send("a", 1, "red");
            await(() -> pending(service).equals("1"));
            await(() -> service.status().containsKey("lastCheckpoint"));

            attack.accept(Objects.requireNonNull(service.flink()));
            await(() -> service.status().containsKey("restarts"));
            await(() -> service.health().ready());
            pipeline.send("b", 2, "blue");
            await(() -> pending(service).equals("2"));

            assertThat(service.status()).containsEntry("restarts", 1);
            assertThat(service.status().get("endedBefore")).asString().startsWith(how);
            assertThat(meters.scrape()).contains("alluvium_accumulator_job_restarts_total 1.0");
        }
    }

    private static String pending(AccumulatorService service) {
        return dev.alluvium.contracts.json.Json.mapper()
                .valueToTree(service.status())
                .at("/models/support/pendingRecords")
                .asText();
    }

    private static boolean answersHttp(InetSocketAddress socket) {
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getPort() + "/overview"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() > 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(120);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
