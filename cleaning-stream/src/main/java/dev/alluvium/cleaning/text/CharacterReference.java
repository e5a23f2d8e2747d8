package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Character references in text that is no mark-up. */
final class CharacterReference {
    private CharacterReference() {}

    /** Decodes what {@code entity} matches and leaves every other ampersand alone. */
    static String decode(Pattern entity, String text) {
        return entity.matcher(WorkBudget.watch(text))
                .replaceAll(found -> Matcher.quoteReplacement(Parser.unescapeEntities(found.group(), false)));
    }
}
