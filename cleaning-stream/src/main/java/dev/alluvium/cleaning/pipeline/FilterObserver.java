package dev.alluvium.cleaning.pipeline;

/** Is shown a record after each filter. The record is not redacted yet, so that an observer must keep none of it. */
public interface FilterObserver {
    /** Nobody. */
    FilterObserver NONE = (filter, before, verdict) -> {};

    /** A filter has answered. */
    void filtered(Filter filter, FilteredRecord before, FilterResult verdict);

    /** How many characters all filters together looked at, of texts that are long enough to be counted. */
    default void looked(long characters) {}
}
