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
                "温度<5℃>正常",
                "Put <br> between the lines, not <p>.",
                "Wrap each item in <li> and the list in <ul>.",
                "The <h1> element is the title.",
                "用<b>标签可以加粗",
                "const row = '<tr><td>' + name + '</td></tr>';",
                "{\"title\": \"<i>Ice</i>\", \"n\": 2}",
                "<List items={rows} render={r => <b>{r.name}</b>} />",
                "<p v-if=\"open\">{{ text }}</p>",
                "<note><to>Ann</to><body>Call me</body></note>",
                "Map<K, Set<V>> and List<P> of it",
                "usage: tool <source> <output>",
                "int *p = &num;",
                "What does &nbsp; mean?",
                "A comment begins with <!-- and the rest stays.",
                "Use <b> and </b> around the word.",
                "~~~html\n<p>x</p>\n~~~",
                "````md\n```html\n<p>x</p>\n```\n````",
                "Open:\n```html\n<p>x</p>\n<p>y</p>",
                "- In a list:\n  ```html\n  <p>x</p>\n  ```",
                "> ```html\n> <p>x</p>\n> ```",
                "So:\n\n    <p>x</p>\n\n    <p>y</p>\n\nand no more",
                "Two ``<p>`</p>`` backticks"
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
            <p>First<p>Second                                  | First#Second
            <p>Press <kbd>F2</kbd>, then <samp>ok</samp></p>   | Press F2, then ok
            <p>in <var>n</var> steps of super<wbr>visor</p>    | in n steps of supervisor
            <select><option>Red</option><option>Blue</option></select> | Red Blue
            <a href="1">One</a><a href="2">Two</a>             | One Two
            <p>Read <a href="x">this</a>.</p>                  | Read this.
            Caf&eacute; &mdash; 20&deg;C &times; 3 &hellip;    | Café — 20°C × 3 …
            <p>Up to 10<sup>6</sup> Pa</p>                     | Up to 10⁶ Pa
            <p>5 &times; 10<sup>-3</sup> mol</p>               | 5 × 10⁻³ mol
            <p>8 m<sup>3</sup> and 2<sup>16</sup></p>          | 8 m³ and 2¹⁶
            <p>H<sub>2</sub>SO<sub>4</sub></p>                 | H₂SO₄
            <p>x<sub>max</sub> + y<sup>a+b</sup></p>           | x_max + y^(a+b)
            <p>the 2<sup>nd</sup> of May</p>                   | the 2nd of May
            <p>as measured<sup>3</sup> in 50<sup>1</sup> towns</p> | as measured [3] in 50 [1] towns
            <p>so it is.<sup><a href="x">2</a></sup></p>     | so it is. [2]
            <table><tr><th>Shop</th><th>Mon</th></tr><tr><td>A</td><td></td></tr></table> | /Shop/Mon/#/---/---/#/A//
            <table><tr><td colspan="2">All</td><td>7</td></tr><tr><td>B</td><td></td><td>9</td></tr></table> | /All//7/#/---/---/---/#/B//9/
            <p>E = mc<sup>2</sup></p>                          | E = mc²
            <p>2<sup>3<sup>2</sup></sup> = 512</p>             | 2^(3^2) = 512
            <td>Oslo</td><td>Bergen</td>                       | Oslo Bergen
            <tr><td>A</td><td></td></tr><tr><td>B</td><td>7</td></tr> | /A//#/---/---/#/B/7/
            <select><option value="1">Red<option>Blue</select> | Red Blue
            <b>See</b> http://a.example/?x=1&copy=2&reg=3      | See http://a.example/?x=1&copy=2&reg=3
            Visit us in <br> Bern, by <b>train</b>             | Visit us in#Bern, by train
            <b>The value</b> of the <o:p></o:p>sensor          | The value of the sensor
            """)
    void shouldTakeTheTextOutOfMarkup(String html, String text) {
        assertThat(HtmlText.strip(html.replace('#', '\n')).replaceAll(" ?\\| ?", "/"))
                .isEqualTo(text.replace('#', '\n'));
    }

    /** Line ends of Markdown say something; only the tags go. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1. Fill it.<br>#2. Close it.#3. Wait.              ; 1. Fill it.#2. Close it.#3. Wait.
            | a | b |#|---|---|#| x<br>y | z |                 ; | a | b |#|---|---|#| x y | z |
            Before##<div align="center">Figure</div>##- a#- b  ; Before##Figure##- a#- b
            # Head##Some <b>bold</b> text#and more             ; # Head##Some bold text#and more
            Rain on the roof,<br>#wind in the wire#and no train ; Rain on the roof,#wind in the wire#and no train
            One part.##Another part of <div>it</div>##the end   ; One part.##Another part of#it##the end
            See H<sub>2</sub>O##> quoted#> <i>twice</i>        ; See H₂O##> quoted#> twice
            """)
    void shouldKeepMarkdownMarkdown(String markdown, String text) {
        assertThat(UnicodeText.normalise(HtmlText.strip(lines(markdown)))).isEqualTo(lines(text));
    }

    private static String lines(String text) {
        return text.startsWith("# ") ? "# " + text.substring(2).replace('#', '\n') : text.replace('#', '\n');
    }
}
