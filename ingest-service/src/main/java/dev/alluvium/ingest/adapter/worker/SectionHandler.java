package dev.alluvium.ingest.adapter.worker;

import dev.alluvium.ingest.document.Headings;
import dev.alluvium.ingest.document.Section;
import dev.alluvium.knowledge.text.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Tika's XHTML to sections: headings open them, paragraphs are set apart, the cells of a row stay in a line. */
final class SectionHandler extends DefaultHandler {
    private static final Set<String> BLOCKS = Set.of("p", "div", "ul", "ol", "table", "pre", "blockquote", "section");
    private static final Set<String> LINES = Set.of("li", "tr", "br");
    private static final Set<String> CELLS = Set.of("td", "th");

    /** A row of blanks is looked at from its first one alone: most rows end in no line. */
    private static final Pattern BLANKS_AT_END = Pattern.compile("(?<![ \\t\\x0B\\f\\r])[ \\t\\x0B\\f\\r]++\\n");

    private final int most;
    private final Headings headings = new Headings();
    private final List<Section> sections = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder heading = new StringBuilder();
    private boolean inBody;
    private int level;
    private long characters;

    /**
     * A handler of one document.
     *
     * @param most characters that a document may have
     */
    SectionHandler(int most) {
        this.most = most;
    }

    /** There is more text than a document may have. */
    static final class TooLongException extends SAXException {
        TooLongException(int most) {
            super("more than " + most + " characters of text");
        }
    }

    /** All sections, once the document ended. */
    List<Section> sections() {
        flush();
        return sections;
    }

    @Override
    public void startElement(@Nullable String uri, String name, @Nullable String qualified, Attributes attributes) {
        inBody |= name.equals("body");
        int begins = levelOf(name);
        if (begins > 0) {
            flush();
            level = begins;
            heading.setLength(0);
        } else if (name.equals("li")) {
            text.append("- ");
        }
    }

    @Override
    public void endElement(@Nullable String uri, String name, @Nullable String qualified) {
        if (level > 0 && levelOf(name) == level) {
            String title = heading.toString().replaceAll("\\s+", " ").strip();
            if (!title.isEmpty()) {
                headings.begin(level, title);
            }
            level = 0;
        } else if (BLOCKS.contains(name)) {
            text.append("\n\n");
        } else if (LINES.contains(name)) {
            text.append('\n');
        } else if (CELLS.contains(name)) {
            text.append('\t');
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (!inBody) {
            return;
        }
        characters += length;
        if (characters > most) {
            throw new TooLongException(most);
        }
        (level > 0 ? heading : text).append(chars, start, length);
    }

    private void flush() {
        String whole = BLANKS_AT_END
                .matcher(WorkBudget.watch(text.toString()))
                .replaceAll("\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        if (!whole.isEmpty()) {
            sections.add(new Section(headings.path(), whole, 0));
        }
        text.setLength(0);
    }

    private static int levelOf(String name) {
        boolean isHeading =
                name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6';
        return isHeading ? name.charAt(1) - '0' : 0;
    }
}
