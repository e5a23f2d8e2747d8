package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
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
            It serves 10-#20 people, all of them in the Mont-#Blanc area. | It serves 10-20 people, all of them in the Mont-Blanc area.
            Save the list of names in UTF-#8 and the AX-#200 reads it.    | Save the list of names in UTF-8 and the AX-200 reads it.
            Der Monteur baut den Ein-#und Ausgang des Gerätes an.         | Der Monteur baut den Ein- und Ausgang des Gerätes an.
            Ask for a 24-#hour service of the X-#ray tube of the clinic.  | Ask for a 24-hour service of the X-ray tube of the clinic.
            Read www.example.org/pump/how-#to before you open the lid.    | Read www.example.org/pump/how-to before you open the lid.
            It was measured as in section#3.2 and at a temperature of#-5 °C, e.g. in winter. | It was measured as in section 3.2 and at a temperature of -5 °C, e.g. in winter.
            Read all of it first.#1 Open the lid of it.#2 Close it again soon. | Read all of it first.#1 Open the lid of it.#2 Close it again soon.
            1 Use of it ........ 3#2 Care for it ........ 5               | 1 Use of it ........ 3#2 Care for it ........ 5
            It is a state-of-the-#art pump, up-to-#date in all of its parts. | It is a state-of-the-art pump, up-to-date in all of its parts.
            Set the pH-#value by the read-#only flag of the valve.        | Set the pH-value by the read-only flag of the valve.
            问：机器如何开机？#答：长按电源键三秒钟直到灯#亮起为止。                       | 问：机器如何开机？#答：长按电源键三秒钟直到灯亮起为止。
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

    @Test
    void shouldGoOnBelowAFirstLineThatIsIndented() {
        PageLines pages = new PageLines();
        pages.paragraph("本机首次启动前必须先注入两升清水，并将出水阀打开，直到压力降");
        pages.paragraph("到零为止。");
        pages.paragraph("Dear customer,");
        pages.paragraph("thank you for the order, which we received yesterday\nand sent today.");

        assertThat(pages.text())
                .isEqualTo("本机首次启动前必须先注入两升清水，并将出水阀打开，直到压力降到零为止。\n\nDear customer,\n\n"
                        + "thank you for the order, which we received yesterday and sent today.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Weight in kilograms:#12      | Power in watts:#750          |                        | Weight in kilograms: 12#Power in watts: 750
            Model AX-100#It weighs 3 kg. | Model AX-200#It weighs 4 kg. | Model AX-300#It is new. | Model AX-100 It weighs 3 kg.#Model AX-200 It weighs 4 kg.#Model AX-300 It is new.
            Step 1#Open the lid now.     | Step 2#Take out the pump.    | Step 3#Close the lid.  | Step 1#Open the lid now.#Step 2#Take out the pump.#Step 3#Close the lid.
            Data sheet#Weight#3 kg       | Data sheet#Weight#4 kg       | Data sheet#Weight#5 kg | Weight 3 kg#Weight 4 kg#Weight 5 kg
            one                          | two                          | three                  | one#two#three
            It opens at seven.#1         | It closes at nine.#2         | It rests on Sunday.#3  | It opens at seven.#It closes at nine.#It rests on Sunday.
            It opens at seven.#iv        | It closes at nine.#v         |                        | It opens at seven.#It closes at nine.
            ACME, secret, page 1 of 2#It opens at seven. | ACME, secret, page 2 of 2#It closes at nine. |   | It opens at seven.#It closes at nine.
            水泵手册#它重三公斤。#第 1 页 共 2 页 | 水泵手册#它功率很大。#第 2 页 共 2 页 |           | 它重三公斤。#它功率很大。
            """)
    void shouldLeaveOutWhatCountsPagesAlone(String first, String second, @Nullable String third, String text) {
        PageLines pages = new PageLines();
        for (String page : new String[] {first, second, third}) {
            if (page != null) {
                pages.page();
                pages.paragraph(page.replace('#', '\n'));
            }
        }

        assertThat(pages.text().replaceAll("\\n+", "#")).isEqualTo(text);
    }

    @Test
    void shouldGoOnceThroughALongText() {
        PageLines pages = new PageLines();
        for (int i = 0; i < 100_000; i++) {
            pages.page();
            pages.paragraph("本机首次启动前必须先注入两升清水并将出水阀打开直到压力降" + "甲乙丙丁".charAt(i % 4));
        }
        pages.paragraph(".".repeat(1_000_000) + "\n" + ". ".repeat(500_000) + "a");

        assertThat(pages.text()).startsWith("本机首次").doesNotContain("本机首次启动前必须先注入两升清水并将出水阀打开直到压力降甲\n");
    }
}
