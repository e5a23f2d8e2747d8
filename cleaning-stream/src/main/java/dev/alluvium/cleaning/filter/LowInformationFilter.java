package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.InformationDensity;
import dev.alluvium.cleaning.text.LearntText;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.settings.QualitySettings;
import java.util.Locale;

/** Rejects text of common words alone, by {@link InformationDensity}. */
public final class LowInformationFilter implements Filter {
    private final double least;

    public LowInformationFilter(QualitySettings settings) {
        this.least = settings.information();
    }

    @Override
    public String name() {
        return "low-information";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        double information = InformationDensity.of(LearntText.of(filtered.record()));
        return information >= least
                ? new FilterResult.Keep(filtered)
                : new FilterResult.Drop(
                        ReasonCode.LOW_INFORMATION,
                        String.format(
                                        Locale.ROOT,
                                        "mean TF-IDF weight is %.3f, must be at least %.3f",
                                        information,
                                        least)
                                + "; mend the text, or change cleaning.quality.information");
    }
}
