package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.quality.C4Quality;
import dev.alluvium.cleaning.text.Body;

/** Rejects filler text, by {@link C4Quality}. */
public final class C4Filter implements Filter {
    @Override
    public String name() {
        return "c4";
    }

    @Override
    public Verdict apply(Draft draft) {
        return Quality.verdict(draft, C4Quality.check(Body.of(draft.record())));
    }
}
