package dev.alluvium.app;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of all meters: every enum of {@link MeterSpec} on the class path, under the names that a scrape shows. */
final class MetricsReference {
    private static final String HEAD = """
            # Metrics

            Every service answers `GET /metrics` in Prometheus' format, without a token. Each meter is declared once, in its
            service's enum; this page is made from the enums by `MetricsReferenceTest`. Timers are histograms: beside
            `_count` and `_sum` they have `_bucket`. No label holds content, names of facts or secrets.
            """;

    private MetricsReference() {}

    /** Every meter of every service. */
    static TreeMap<String, List<MeterSpec>> byService() {
        TreeMap<String, List<MeterSpec>> byService = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("dev.alluvium").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(MeterSpec.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> byService.put(
                                service(type),
                                Arrays.stream(type.getEnumConstants())
                                        .map(MeterSpec.class::cast)
                                        .toList()));
        return byService;
    }

    static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        byService().forEach((service, meters) -> {
            page.append("\n## ")
                    .append(service)
                    .append("\n\n| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n");
            meters.forEach(meter -> page.append(row(meter)));
        });
        return page.toString();
    }

    private static String service(Class<?> type) {
        return type.getSimpleName().replaceFirst("Meters$", "").toLowerCase(Locale.ROOT);
    }

    private static String row(MeterSpec meter) {
        String labels = meter.tagKeys().stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        scraped(meter),
                        meter.type() == MeterType.TIMER
                                ? "histogram"
                                : meter.type().name().toLowerCase(Locale.ROOT),
                        labels,
                        meter.description());
    }

    /** The name of the family that a scrape of the meter shows. */
    private static String scraped(MeterSpec meter) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        String[] values = meter.tagKeys().stream().map(key -> "x").toArray(String[]::new);
        switch (meter.type()) {
            case COUNTER -> meters.counter(meter, values).increment();
            case TIMER -> meters.timer(meter, values);
            case GAUGE -> meters.rows(meter).set(Map.of(List.of(values), 1));
        }
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_max"))
                .findFirst()
                .orElseThrow();
    }
}
