package dev.alluvium.cleaning.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one record through the filters, up to the one that drops it. */
final class FilterRun {
    private final FilterObserver watcher;
    private FilteredRecord filtered;
    private FilterResult.@Nullable Drop drop;
    private String stage = "";

    FilterRun(FilteredRecord filtered, FilterObserver watcher) {
        this.filtered = filtered;
        this.watcher = watcher;
    }

    /** Applies a filter and says whether the record goes on. */
    boolean goesOn(Filter filter) {
        stage = filter.name();
        FilterResult verdict = filter.apply(filtered);
        watcher.filtered(filter, filtered, verdict);
        if (verdict instanceof FilterResult.Keep keep) {
            filtered = keep.filtered();
            return true;
        }
        drop = (FilterResult.Drop) verdict;
        return false;
    }

    /** Says how many characters the filters looked at. */
    void looked(long characters) {
        watcher.looked(characters);
    }

    FilteredRecord filtered() {
        return filtered;
    }

    String stage() {
        return stage;
    }

    FilterResult.Drop drop() {
        return Objects.requireNonNull(drop, "nothing was dropped");
    }
}
