package dev.alluvium.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gauge with a row for each of a changing number of things, such as models. A row that stays keeps its meter and changes
 * its value; one that goes is removed when no scrape can meet it twice.
 */
public final class GaugeRows {
    private final MeterRegistry registry;
    private final Meters meters;
    private final MeterSpec spec;
    private final Map<List<String>, Row> rows = new HashMap<>();
    private boolean removalWaits;

    GaugeRows(MeterRegistry registry, Meters meters, MeterSpec spec) {
        this.registry = registry;
        this.meters = meters;
        this.spec = spec;
    }

    private static final class Row {
        private volatile double value;
        private boolean wanted = true;
    }

    /**
     * Replaces all rows.
     *
     * @param values by tag values, which are in the order of the declared keys
     */
    public synchronized void set(Map<List<String>, ? extends Number> values) {
        values.forEach((tags, value) -> set(tags, value.doubleValue()));
        rows.forEach((tags, row) -> {
            if (row.wanted && !values.containsKey(tags)) {
                row.wanted = false;
                row.value = Double.NaN;
            }
        });
        if (rows.size() > values.size()) {
            removeLater();
        }
    }

    private void set(List<String> tags, double value) {
        Row row = rows.get(tags);
        if (row == null) {
            Row added = new Row();
            added.value = value;
            rows.put(List.copyOf(tags), added);
            meters.gauge(spec, () -> added.value, tags.toArray(String[]::new));
        } else {
            row.value = value;
            row.wanted = true;
        }
    }

    private void removeLater() {
        if (registry instanceof ScrapedMeters scraped) {
            if (!removalWaits) {
                removalWaits = true;
                scraped.beforeScrape(this::removeUnwanted);
            }
        } else {
            removeUnwanted();
        }
    }

    private synchronized void removeUnwanted() {
        removalWaits = false;
        rows.entrySet().removeIf(entry -> {
            boolean unwanted = !entry.getValue().wanted;
            if (unwanted) {
                Meter.Id id = meters.id(spec, entry.getKey().toArray(String[]::new));
                registry.remove(id);
            }
            return unwanted;
        });
    }
}
