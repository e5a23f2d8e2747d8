package dev.alluvium.runtime.metrics;

import java.util.List;

/** A meter, declared once: one enum per service implements this, and the reference of metrics is made from it. */
public interface MeterSpec {
    /** Micrometer's name, such as {@code alluvium.cleaning.records}. */
    String meterName();

    MeterType type();

    /** Base unit, or empty. */
    String unit();

    String description();

    /** Keys of its tags; their values are few and hold no content. */
    List<String> tagKeys();
}
