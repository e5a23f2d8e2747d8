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
}
