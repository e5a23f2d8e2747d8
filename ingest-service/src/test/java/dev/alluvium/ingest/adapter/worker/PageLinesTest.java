package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLinesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The lid must stay#shut while it runs.                    | The lid must stay shut while it runs.
            The pump is calibra-#ted before it is sold.              | The pump is calibrated before it is sold.
            A self-#priming pump is what#you need for this well.     | A self-priming pump is what you need for this well.
            阀门必须保持关闭，直到压力#降到零为止。                                | 阀门必须保持关闭，直到压力降到零为止。
            1 Use#The pump moves clean water out of cellars and pits | 1 Use#The pump moves clean water out of cellars and pits
            - one thing to do first#- another thing to do            | - one thing to do first#- another thing to do
            """)
    void shouldJoinTheLinesOfAParagraph(String lines, String text) {
        PageLines pages = new PageLines();
        pages.paragraph(lines.replace('#', '\n'));

        assertThat(pages.text()).isEqualTo(text.replace('#', '\n'));
    }

    @Test
    void shouldLeaveOutWhatIsPrintedOnEveryPage() {
        PageLines pages = new PageLines();
        for (int page = 1; page <= 4; page++) {
            pages.page();
            pages.paragraph("Pump manual, edition " + page);
            pages.paragraph("Chapter " + "abcd".charAt(page - 1) + " says what to do with the pump.");
            pages.paragraph("Works of Bern\n- " + page + " -");
        }

        assertThat(pages.text())
                .isEqualTo("Chapter a says what to do with the pump.\n\nChapter b says what to do with the pump.\n\n"
                        + "Chapter c says what to do with the pump.\n\nChapter d says what to do with the pump.");
    }

    @Test
    void shouldGoOnWithASentenceOnTheNextPage() {
        PageLines pages = new PageLines();
        pages.page();
        pages.paragraph("Whoever opens the lid while the pump");
        pages.page();
        pages.paragraph("runs will be wet.");

        assertThat(pages.text()).isEqualTo("Whoever opens the lid while the pump runs will be wet.");
    }
}
