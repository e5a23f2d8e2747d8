package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.quality.GopherQuality;
import dev.alluvium.cleaning.text.Body;
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
    public Verdict apply(Draft draft) {
        return Quality.verdict(draft, GopherQuality.check(Body.of(draft.record()), settings));
    }
}
