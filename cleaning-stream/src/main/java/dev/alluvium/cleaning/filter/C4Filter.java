package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.C4Quality;
import dev.alluvium.cleaning.text.LearntText;

/** Rejects filler text, by {@link C4Quality}. */
public final class C4Filter implements Filter {
    @Override
    public String name() {
        return "c4";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return QualityResult.verdict(filtered, C4Quality.check(LearntText.of(filtered.record())));
    }
}
