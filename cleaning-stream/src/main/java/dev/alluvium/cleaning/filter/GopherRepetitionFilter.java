package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.quality.GopherRepetition;
import dev.alluvium.cleaning.text.Body;
import dev.alluvium.contracts.config.QualitySettings;

/** Rejects text that repeats itself, by {@link GopherRepetition}. */
public final class GopherRepetitionFilter implements Filter {
    private final QualitySettings settings;

    public GopherRepetitionFilter(QualitySettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "gopher-repetition";
    }

    @Override
    public Verdict apply(Draft draft) {
        return Quality.verdict(draft, GopherRepetition.check(Body.of(draft.record()), settings));
    }
}
