package dev.alluvium.cleaning.pipeline;

/** Somebody who looks at a record on its way. It sees records that are not redacted yet, and must keep none of them. */
public interface FilterObserver {
    /** Nobody. */
    FilterObserver NONE = (filter, before, verdict) -> {};

    /** A filter has answered. */
    void filtered(Filter filter, FilteredRecord before, FilterResult verdict);

    /** How many characters all filters together looked at, of texts that are long enough to be counted. */
    default void looked(long characters) {}
}
