package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.GopherQuality;
import dev.alluvium.cleaning.text.LearntText;
import dev.alluvium.settings.QualitySettings;

/** Rejects what is no running text, by {@link GopherQuality}. */
public final class GopherQualityFilter implements Filter {
    private final QualitySettings settings;

    public GopherQualityFilter(QualitySettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "gopher-quality";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return QualityResult.verdict(filtered, GopherQuality.check(LearntText.of(filtered.record()), settings));
    }
}
