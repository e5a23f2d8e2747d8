package dev.alluvium.runtime.metrics;

import java.util.List;

/** A meter, declared once: one enum per service implements this, and the reference of metrics is made from it. */
public interface MeterSpec {
    /** What is declared. */
    Declaration declaration();

    /**
     * A meter.
     *
     * @param name Micrometer's, such as {@code alluvium.cleaning.records}
     * @param unit base unit, or empty
     * @param tagKeys keys of its tags, whose values are few and hold no content
     */
    record Declaration(String name, MeterType type, String unit, String description, List<String> tagKeys) {
        public Declaration {
            tagKeys = List.copyOf(tagKeys);
        }
    }

    /** Micrometer's name. */
    default String meterName() {
        return declaration().name();
    }

    default MeterType type() {
        return declaration().type();
    }

    /** Base unit, or empty. */
    default String unit() {
        return declaration().unit();
    }

    default String description() {
        return declaration().description();
    }

    /** Keys of its tags. */
    default List<String> tagKeys() {
        return declaration().tagKeys();
    }
}
