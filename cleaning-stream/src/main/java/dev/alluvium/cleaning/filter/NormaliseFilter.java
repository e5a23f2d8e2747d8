package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.Mojibake;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.Optional;

/** One spelling for what looks the same, in content and names; what was decoded wrongly before is flagged. */
public final class NormaliseFilter implements Filter {
    @Override
    public String name() {
        return "normalise";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        KnowledgeRecord normalised = RecordText.mapNames(
                RecordText.mapContent(filtered.record(), UnicodeText::normalise), UnicodeText::normalise);
        FilteredRecord changed = filtered.changed(normalised, "normalise: changed");
        Optional<String> broken = RecordText.strings(normalised)
                .map(Mojibake::in)
                .flatMap(Optional::stream)
                .findFirst();
        return new FilterResult.Keep(
                broken.map(what -> changed.noted("normalise: flagged, " + what)).orElse(changed));
    }
}
