package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b && c > d",
                "Use List<String> and Map<A, List<B>> here",
                "Ask <EMAIL_1> about it",
                "What does the <div> tag do?",
                "if (i<b and c> d) return",
                "In Markdown: `<p>x</p>` is code",
                "```html\n<p>x</p>\n```",
                "AT&T and R&D; fine",
                "温度<5℃>正常"
            })
    void shouldLeaveWhatIsNoMarkup(String text) {
        assertThat(HtmlText.strip(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <p>One</p><p>Two</p>                               | One#Two
            One<br>Two<br/>Three                               | One#Two#Three
            It is <b>3.2</b> kg                                | It is 3.2 kg
            <ul><li>a</li><li>b</li></ul>                      | a#b
            x<script>alert(1)</script><b>y</b>                 | xy
            <html><head><title>t</title></head><body><nav>Home</nav><h1>T</h1><p>Text</p></body></html> | T#Text
            <table><tr><td>Weight</td><td>3.2</td></tr></table>| Weight 3.2
            Use <b>List<String></b> and `<p>` here             | Use List<String> and `<p>` here
            <b>Write</b> to <EMAIL_1>                          | Write to <EMAIL_1>
            AT&amp;T &lt;3                                     | AT&T <3
            <p>重量<b>3.2</b>千克，约 5℃</p>                     | 重量3.2千克，约 5℃
            <a href="x">here</a> and there                     | here and there
            <pre>a#  b</pre>                                   | a#  b
            """)
    void shouldTakeTheTextOutOfMarkup(String html, String text) {
        assertThat(HtmlText.strip(html.replace('#', '\n'))).isEqualTo(text.replace('#', '\n'));
    }
}
