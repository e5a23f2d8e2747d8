package dev.alluvium.ingest.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaisedTextTest {
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

        assertThat(RaisedText.rewritten(body.formatted(height, text))).isEqualTo(body.formatted(height, written));
    }
}
