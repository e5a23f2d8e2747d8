package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.RecordKind;
import java.util.Set;

/** A filter that works on records of some kinds and lets all others pass. */
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
