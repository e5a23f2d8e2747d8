package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.quality.FineWebQuality;
import dev.alluvium.cleaning.text.Body;

/** Rejects menus and lists of links, by {@link FineWebQuality}. */
public final class FineWebFilter implements Filter {
    @Override
    public String name() {
        return "fineweb";
    }

    @Override
    public Verdict apply(Draft draft) {
        return Quality.verdict(draft, FineWebQuality.check(Body.of(draft.record())));
    }
}
