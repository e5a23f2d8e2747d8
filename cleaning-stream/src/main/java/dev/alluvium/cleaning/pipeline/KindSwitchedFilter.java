package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.RecordKind;
import java.util.Set;

/** Applies a filter to records of some kinds and passes all others on unchanged. */
record KindSwitchedFilter(Filter filter, Set<RecordKind> kinds) implements Filter {
    KindSwitchedFilter {
        kinds = Set.copyOf(kinds);
    }

    @Override
    public String name() {
        return filter.name();
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return kinds.contains(filtered.record().kindOrImplied())
                ? filter.apply(filtered)
                : new FilterResult.Keep(filtered);
    }
}
