package dev.alluvium.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.settings.HttpConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scrapes while models come and go. */
class ScrapeTest {
    private static final int SCRAPES = 10_000;
    private static final int MODELS = 12;
    private static final int WRITERS = 2;
    /** Updates that go on beside each scrape: writers that never rest would only take the processor from it. */
    private static final int UPDATES = 6 * WRITERS;

    private static final MeterSpec ROWS =
            () -> new MeterSpec.Declaration("test.rows", MeterType.GAUGE, "", "Rows.", List.of("model"));
    private static final MeterSpec PARTITIONS = () ->
            new MeterSpec.Declaration("test.partitions", MeterType.GAUGE, "", "Rows.", List.of("model", "partition"));
    private static final MeterSpec COUNTS =
            () -> new MeterSpec.Declaration("test.counts", MeterType.COUNTER, "", "Counts.", List.of("model"));

    private final ScrapedMeters registry = new ScrapedMeters();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Semaphore updates = new Semaphore(0);
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    @Test
    void shouldAnswerEveryScrapeWhileRowsComeAndGo() throws Exception {
        Meters meters = new Meters(registry);
        GaugeRows rows = meters.rows(ROWS);
        GaugeRows partitions = meters.rows(PARTITIONS);
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(seed -> writer(new Random(seed), rows, partitions, meters))
                .toList();
        Map<Integer, Integer> answers = new TreeMap<>();

        try (HttpServer server = new HttpServer(HttpConfig.DEFAULT, ServiceRoutes.of(List.of(), registry))) {
            URI metrics = URI.create("http://127.0.0.1:" + server.start() + "/metrics");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(metrics).build();
            for (int i = 0; i < SCRAPES; i++) {
                updates.release(UPDATES);
                HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                answers.merge(answer.statusCode(), 1, Integer::sum);
            }
        } finally {
            over.set(true);
            updates.release(WRITERS);
        }
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(fault.get()).isNull();
        assertThat(answers).containsExactly(Map.entry(200, SCRAPES));
    }

    private Thread writer(Random random, GaugeRows rows, GaugeRows partitions, Meters meters) {
        Thread thread = new Thread(() -> {
            while (true) {
                updates.acquireUninterruptibly();
                if (over.get()) {
                    return;
                }
                Map<List<String>, Integer> values = new HashMap<>();
                Map<List<String>, Integer> parted = new HashMap<>();
                IntStream.range(0, MODELS)
                        .filter(model -> random.nextInt(4) > 0)
                        .forEach(model -> {
                            values.put(List.of("m" + model), random.nextInt());
                            parted.put(List.of("m" + model, "p" + random.nextInt(3)), random.nextInt());
                        });
                rows.set(values);
                partitions.set(parted);
                meters.counter(COUNTS, "m" + random.nextInt(MODELS)).increment();
            }
        });
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((any, e) -> fault.compareAndSet(null, e));
        thread.start();
        return thread;
    }
}
