package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.knowledge.text.WorkBudget;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

class SectionHandlerTest {
    @Test
    void shouldLookAtARowOfBlanksOnce() throws SAXException {
        char[] text = ("a" + " ".repeat(200_000) + "b \t\nc").toCharArray();
        SectionHandler handler = new SectionHandler(1_000_000);
        handler.startElement("", "body", "body", new AttributesImpl());
        handler.characters(text, 0, text.length);

        try (WorkBudget budget = WorkBudget.open(Long.MAX_VALUE)) {
            assertThat(handler.sections())
                    .singleElement()
                    .satisfies(section ->
                            assertThat(section.text()).endsWith("b\nc").hasSize(200_004));
            assertThat(budget.spent()).isLessThan(20L * text.length);
        }
    }

    @Test
    void shouldKeepTheColumnsOfATable() throws SAXException {
        SectionHandler handler = new SectionHandler(1_000);
        handler.startElement("", "body", "body", new AttributesImpl());
        handler.startElement("", "table", "table", new AttributesImpl());
        row(handler, "Shop", "Mon", "Tue");
        row(handler, "A", "", "7");
        row(handler, "", "3", "a|b");
        handler.endElement("", "table", "table");

        assertThat(handler.sections())
                .singleElement()
                .satisfies(section -> assertThat(section.text())
                        .isEqualTo("| Shop | Mon | Tue |\n| --- | --- | --- |\n| A | | 7 |\n| | 3 | a\\|b |"));
    }

    @Test
    void shouldSetACaptionApartAndDropColumnsAtTheSides() throws SAXException {
        SectionHandler handler = new SectionHandler(1_000);
        handler.startElement("", "body", "body", new AttributesImpl());
        handler.startElement("", "table", "table", new AttributesImpl());
        row(handler, "", "Prices", "", "", "");
        row(handler, "", "Shop", "Mon", "", "Tue");
        row(handler, "", "A", "", "", "7");
        row(handler, "", "Closed", "", "", "");
        handler.endElement("", "table", "table");

        assertThat(handler.sections())
                .singleElement()
                .satisfies(section -> assertThat(section.text())
                        .isEqualTo("Prices\n\n| Shop | Mon | | Tue |\n| --- | --- | --- | --- |\n| A | | | 7 |\n"
                                + "| Closed | | | |"));
    }

    private static void row(SectionHandler handler, String... cells) throws SAXException {
        handler.startElement("", "tr", "tr", new AttributesImpl());
        for (String cell : cells) {
            handler.startElement("", "td", "td", new AttributesImpl());
            handler.startElement("", "p", "p", new AttributesImpl());
            handler.characters(cell.toCharArray(), 0, cell.length());
            handler.endElement("", "p", "p");
            handler.endElement("", "td", "td");
        }
        handler.endElement("", "tr", "tr");
    }
}
