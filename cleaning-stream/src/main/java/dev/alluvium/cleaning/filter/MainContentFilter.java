package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.text.MainContent;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.cleaning.text.UnicodeText;

/**
 * Takes the main content out of texts that are whole pages, so that everything behind it judges the article and not the menus around
 * it. What comes out is text: tags that stand in it are what the article shows.
 */
public final class MainContentFilter implements Filter {
    static final String TAKEN = "main-content: taken";

    @Override
    public String name() {
        return "main-content";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        return new FilterResult.Keep(
                filtered.changed(RecordText.mapContent(filtered.record(), MainContentFilter::content), TAKEN));
    }

    private static String content(String text) {
        return MainContent.isPage(text) ? UnicodeText.normalise(MainContent.of(text)) : text;
    }
}
