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

/**
 * Tika's XHTML to sections: headings open them, paragraphs are set apart, tables become tables of Markdown. The pages of a PDF are read
 * by {@link PageLines}.
 */
final class SectionHandler extends DefaultHandler {
    private static final Set<String> BLOCKS = Set.of("p", "div", "ul", "ol", "table", "pre", "blockquote", "section");
    private static final Set<String> LINES = Set.of("li", "tr", "br");

    /** A row of blanks is looked at from its first one alone: most rows end in no line. */
    private static final Pattern BLANKS_AT_END = Pattern.compile("(?<![ \\t\\x0B\\f\\r])[ \\t\\x0B\\f\\r]++\\n");

    private final int most;
    private final boolean printed;
    private final Headings headings = new Headings();
    private final List<Section> sections = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder heading = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private @Nullable PageLines pages;
    private @Nullable TableLines table;
    private int tables;
    private @Nullable String title;
    private boolean inBody;
    private boolean isTitle;
    /** Whether what is read is raised (1) or lowered (-1). */
    private int script;

    private int level;
    private long characters;

    /**
     * A handler of one document.
     *
     * @param most characters that a document may have
     */
    SectionHandler(int most) {
        this(most, false);
    }

    /** The same, of one that is printed on pages, as a PDF is. */
    SectionHandler(int most, boolean printed) {
        this.printed = printed;
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

    /** What the document shows as its title; null if nothing. */
    @Nullable String title() {
        return title;
    }

    @Override
    public void startElement(@Nullable String uri, String name, @Nullable String qualified, Attributes attributes) {
        inBody |= name.equals("body");
        script = name.equals("sup") ? 1 : name.equals("sub") ? -1 : script;
        int begins = levelOf(name);
        if (begins > 0 && table == null) {
            flush();
            level = begins;
            isTitle = "title".equals(attributes.getValue("class"));
            heading.setLength(0);
        } else if (name.equals("table")) {
            tables++;
            table = table == null ? new TableLines() : table;
        } else if (table != null) {
            startInTable(table, name, attributes);
        } else if (name.equals("li")) {
            text.append("- ");
        } else if (printed && name.equals("div") && "page".equals(attributes.getValue("class"))) {
            pages = pages == null ? new PageLines() : pages;
            pages.page();
        }
        if (pages != null && name.equals("p")) {
            paragraph.setLength(0);
        }
    }

    private void startInTable(TableLines open, String name, Attributes attributes) {
        if (tables == 1 && name.equals("tr")) {
            open.row();
        } else if (tables == 1 && (name.equals("td") || name.equals("th"))) {
            open.cell(span(attributes, "colspan"), span(attributes, "rowspan"));
        }
    }

    @Override
    public void endElement(@Nullable String uri, String name, @Nullable String qualified) {
        script = name.equals("sup") || name.equals("sub") ? 0 : script;
        if (table != null) {
            endInTable(table, name);
        } else if (pages != null) {
            if (name.equals("p")) {
                pages.paragraph(paragraph.toString());
                paragraph.setLength(0);
            }
        } else if (level > 0 && levelOf(name) == level) {
            endHeading(heading.toString().replaceAll("\\s+", " ").strip());
            level = 0;
        } else if (BLOCKS.contains(name)) {
            text.append("\n\n");
        } else if (LINES.contains(name)) {
            text.append('\n');
        }
    }

    private void endHeading(String text) {
        if (!text.isEmpty()) {
            title = isTitle && title == null ? text : title;
            headings.begin(level, text);
        }
    }

    private void endInTable(TableLines open, String name) {
        if (name.equals("table")) {
            tables--;
            if (tables == 0) {
                text.append(open.text()).append("\n");
                table = null;
            }
        } else if (tables == 1 && (name.equals("td") || name.equals("th"))) {
            open.endCell();
        } else if (BLOCKS.contains(name) || LINES.contains(name) || name.equals("td")) {
            open.separate();
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
        if (script == 0) {
            append(chars, start, length);
        } else {
            char[] written =
                    RaisedText.of(new String(chars, start, length), script > 0).toCharArray();
            append(written, 0, written.length);
        }
    }

    private void append(char[] chars, int start, int length) {
        if (table != null) {
            table.append(chars, start, length);
        } else if (pages != null) {
            paragraph.append(chars, start, length);
        } else {
            (level > 0 ? heading : text).append(chars, start, length);
        }
    }

    /** Tika gives the line ends of a PDF as white space that may be ignored. */
    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
        if (pages != null) {
            characters(chars, start, length);
        }
    }

    private void flush() {
        if (pages != null) {
            text.append(pages.text());
            pages = null;
        }
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

    private static int span(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        return value != null && value.matches("[1-9]\\d?") ? Integer.parseInt(value) : 1;
    }

    private static int levelOf(String name) {
        boolean isHeading =
                name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6';
        return isHeading ? name.charAt(1) - '0' : 0;
    }
}
