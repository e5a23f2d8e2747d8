package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.runtime.metrics.GaugeRows;
import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scrapes of all services' meters in one process, while the things that they are about come and go. */
class EveryMeterScrapeTest {
    private static final int SCRAPES = 1_000;
    private static final int MODELS = 12;

    private final ScrapedMeters registry = new ScrapedMeters();
    private final Meters meters = new Meters(registry);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    @Test
    void shouldAnswerEveryScrapeOfEveryMeter() throws Exception {
        List<MeterSpec> all = MetricsReference.byService().values().stream()
                .flatMap(Collection::stream)
                .toList();
        Thread writer = new Thread(() -> write(all, new Random(1)));
        writer.setDaemon(true);
        writer.setUncaughtExceptionHandler((thread, e) -> fault.compareAndSet(null, e));
        writer.start();
        try {
            for (int i = 0; i < SCRAPES; i++) {
                registry.scrape();
            }
        } finally {
            over.set(true);
        }
        writer.join();

        assertThat(fault.get()).isNull();
        assertThat(registry.scrape().lines().filter(line -> line.startsWith("# TYPE alluvium_")))
                .hasSizeGreaterThanOrEqualTo(all.size() / 2);
    }

    private void write(List<MeterSpec> all, Random random) {
        Map<MeterSpec, GaugeRows> gauges = new HashMap<>();
        all.stream()
                .filter(meter -> meter.type() == MeterType.GAUGE)
                .forEach(meter -> gauges.put(meter, meters.rows(meter)));
        while (!over.get()) {
            for (MeterSpec meter : all) {
                String[] tags = tags(meter, random);
                switch (meter.type()) {
                    case COUNTER -> meters.counter(meter, tags).increment();
                    case TIMER -> meters.timer(meter, tags).record(Duration.ofMillis(1));
                    case GAUGE -> gauges.get(meter).set(rows(meter, random));
                }
            }
        }
    }

    private static Map<List<String>, Integer> rows(MeterSpec meter, Random random) {
        Map<List<String>, Integer> rows = new HashMap<>();
        IntStream.range(0, MODELS).forEach(i -> rows.put(List.of(tags(meter, random)), random.nextInt()));
        return rows;
    }

    private static String[] tags(MeterSpec meter, Random random) {
        return meter.tagKeys().stream().map(key -> key + random.nextInt(MODELS)).toArray(String[]::new);
    }
}
