package dev.alluvium.cleaning.pipeline;

import dev.alluvium.contracts.record.RecordKind;
import java.util.Set;

/** A filter that works on records of some kinds and lets all others pass. */
record Switched(Filter filter, Set<RecordKind> kinds) implements Filter {
    Switched {
        kinds = Set.copyOf(kinds);
    }

    @Override
    public String name() {
        return filter.name();
    }

    @Override
    public Verdict apply(Draft draft) {
        return kinds.contains(draft.record().kindOrImplied()) ? filter.apply(draft) : new Verdict.Keep(draft);
    }
}
