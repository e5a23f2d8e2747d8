package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.GopherRepetition;
import dev.alluvium.cleaning.text.LearntText;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.settings.QualitySettings;

/** Rejects text that repeats itself, by {@link GopherRepetition}. */
public final class GopherRepetitionFilter implements Filter {
    private final GopherRepetition pages;
    private final GopherRepetition answers;

    public GopherRepetitionFilter(QualitySettings settings) {
        this.pages = GopherRepetition.ofPages(settings);
        this.answers = GopherRepetition.ofAnswers(settings);
    }

    @Override
    public String name() {
        return "gopher-repetition";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        GopherRepetition of = filtered.record().kindOrImplied() == RecordKind.DOCUMENT ? pages : answers;
        return QualityResult.verdict(filtered, of.check(LearntText.of(filtered.record())));
    }
}
