package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeMarkupTest {
    @ParameterizedTest
    @CsvSource({
        "superscript, 6, ⁶",
        "superscript, -3, ⁻³",
        "superscript, nd, nd",
        "superscript, a+b, ^(a+b)",
        "subscript, 2, ₂",
        "subscript, max, _(max)",
        "baseline, 6, 6"
    })
    void shouldWriteTheTextOfARunAtItsHeight(String height, String text, String written) {
        String run = "<w:r><w:rPr><w:vertAlign w:val=\"%s\"/></w:rPr><w:t xml:space=\"preserve\">%s</w:t></w:r>";
        String body = "<w:p><w:r><w:t>10</w:t></w:r>" + run + "<w:r><w:t> Pa</w:t></w:r></w:p>";

        assertThat(new OfficeMarkup(body.formatted(height, text), OfficeStyles.of("")).rewritten())
                .isEqualTo(body.formatted(height, written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            6       | ⁶
            '6 '    | '⁶ '
            −x/2    | ^(−x/2)
            a&amp;b | ^(a&amp;b)
            [12]    | [12]
            ①       | ①
            注1      | 注1
            TM      | ™
            """)
    void shouldWriteRaisedTextAndLeaveNotes(String text, String written) {
        assertThat(RaisedText.of(text, true)).isEqualTo(written);
    }

    @Test
    void shouldKnowTheHeightOfAStyle() {
        String styles = "<w:style w:styleId=\"Power\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
                + "<w:style w:styleId=\"Bold\"/><w:style w:styleId=\"Own\"><w:basedOn w:val=\"Power\"/></w:style>";
        String run = "<w:r><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr><w:t>%s</w:t></w:r>";

        assertThat(rewritten(run.formatted("Own", "6") + run.formatted("Bold", "7"), styles))
                .isEqualTo(run.formatted("Own", "⁶") + run.formatted("Bold", "7"));
    }

    @Test
    void shouldReadTheRichTextOfSheetsAndSlides() {
        assertThat(rewritten(
                        "<r><t>m</t></r><r><rPr><sz val=\"9\"/><vertAlign val=\"superscript\"/></rPr><t>2</t></r>", ""))
                .endsWith("<t>²</t></r>");
        assertThat(rewritten("<a:r><a:rPr lang=\"de\" baseline=\"-25000\"/><a:t>2</a:t></a:r>", ""))
                .endsWith("<a:t>₂</a:t></a:r>");
    }

    @Test
    void shouldLeaveOutWhatWasDeletedOrHidden() {
        OfficeMarkup markup = new OfficeMarkup(
                "<w:p><w:del w:id=\"1\"><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>new</w:t></w:r>"
                        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>draft</w:t></w:r></w:p>",
                OfficeStyles.of(""));

        assertThat(markup.rewritten())
                .isEqualTo("<w:p><w:r><w:t>new</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t></w:t></w:r></w:p>");
        assertThat(markup.hidden()).isEqualTo(5);
    }

    @Test
    void shouldFillUpACellThatSpansColumns() {
        assertThat(rewritten("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>", ""))
                .isEqualTo("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>"
                        + "<w:tc><w:p/></w:tc>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <m:sSup><m:e>@10</m:t></m:r></m:e><m:sup>@6</m:t></m:r></m:sup></m:sSup>                        | 10⁶
            <m:f><m:num>@a+b</m:t></m:r></m:num><m:den>@2</m:t></m:r></m:den></m:f>                         | (a+b)/2
            <m:rad><m:deg/><m:e>@x+1</m:t></m:r></m:e></m:rad>                                              | √(x+1)
            <m:sSub><m:e>@CO</m:t></m:r></m:e><m:sub>@2</m:t></m:r></m:sub></m:sSub>                        | CO₂
            <m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>@i=1</m:t></m:r></m:sub><m:sup>@n</m:t></m:r></m:sup><m:e>@i</m:t></m:r></m:e></m:nary> | ∑_(i=1)ⁿ i
            <m:d><m:e>@a &lt; b</m:t></m:r></m:e></m:d>                                                     | (a &lt; b)
            """)
    void shouldWriteFormulasInALine(String omml, String text) {
        String formula = "<m:oMath>" + omml.replace("@", "<m:r><m:rPr/><m:t>") + "</m:oMath>";

        assertThat(OfficeFormula.text(formula)).isEqualTo(text);
        assertThat(rewritten(
                        "<w:p><m:oMathPara><m:oMathParaPr><m:jc m:val=\"left\"/></m:oMathParaPr>" + formula
                                + "</m:oMathPara></w:p>",
                        ""))
                .isEqualTo("<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>");
    }

    @Test
    void shouldGoOnceThroughElementsThatDoNotEnd() {
        String open = "<w:p><w:del><m:oMath>".repeat(50_000);

        assertThat(rewritten(open, "")).isEqualTo(open);
    }

    private static String rewritten(String xml, String styles) {
        return new OfficeMarkup(xml, OfficeStyles.of(styles)).rewritten();
    }
}
