package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.FineWebQuality;
import dev.alluvium.cleaning.text.LearntText;

/** Rejects menus and lists of links, by {@link FineWebQuality}. */
public final class FineWebFilter implements Filter {
    @Override
    public String name() {
        return "fineweb";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return QualityResult.verdict(filtered, FineWebQuality.check(LearntText.of(filtered.record())));
    }
}
