package dev.alluvium.cleaning.pipeline;

/** One thing that happens to a record. A filter is a pure function: no clock, no state, no I/O. */
public interface Filter {
    /** Its name in {@code stage}, {@code steps} and metrics. */
    String name();

    FilterResult apply(FilteredRecord filtered);
}
