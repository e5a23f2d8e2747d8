package dev.alluvium.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Makes meters from their declarations. Tag values are given in the order of the declared keys. */
public final class Meters {
    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    public Counter counter(MeterSpec spec, String... tagValues) {
        check(spec, MeterType.COUNTER);
        return Counter.builder(spec.meterName())
                .description(spec.description())
                .baseUnit(spec.unit().isEmpty() ? null : spec.unit())
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    public Timer timer(MeterSpec spec, String... tagValues) {
        check(spec, MeterType.TIMER);
        return Timer.builder(spec.meterName())
                .description(spec.description())
                .tags(tags(spec, tagValues))
                .publishPercentileHistogram()
                .register(registry);
    }

    /** A gauge that asks {@code value} at each scrape and holds it strongly. */
    public Gauge gauge(MeterSpec spec, Supplier<Number> value, String... tagValues) {
        check(spec, MeterType.GAUGE);
        return Gauge.builder(spec.meterName(), value)
                .description(spec.description())
                .baseUnit(spec.unit().isEmpty() ? null : spec.unit())
                .tags(tags(spec, tagValues))
                .strongReference(true)
                .register(registry);
    }

    /** A gauge whose rows change as a whole: of models that come and go. */
    public GaugeRows rows(MeterSpec spec) {
        check(spec, MeterType.GAUGE);
        return new GaugeRows(registry, this, spec);
    }

    /** The identity of a gauge, by which it is removed. */
    Meter.Id id(MeterSpec spec, String... tagValues) {
        return new Meter.Id(
                spec.meterName(),
                tags(spec, tagValues),
                spec.unit().isEmpty() ? null : spec.unit(),
                spec.description(),
                Meter.Type.GAUGE);
    }

    private static void check(MeterSpec spec, MeterType type) {
        if (spec.type() != type) {
            throw new IllegalArgumentException(spec.meterName() + " is declared as " + spec.type() + ", not " + type);
        }
    }

    private static Tags tags(MeterSpec spec, String... values) {
        if (values.length != spec.tagKeys().size()) {
            throw new IllegalArgumentException(spec.meterName() + " needs the tags " + spec.tagKeys());
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(spec.tagKeys().get(i), values[i]);
        }
        return tags;
    }
}
