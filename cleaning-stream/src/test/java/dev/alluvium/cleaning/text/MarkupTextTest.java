package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same answer is code behind one question and mark-up behind another. */
class MarkupTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How do I make a word bold in HTML?          | <b>word</b>
            Write a login form with two fields.         | <div><label>Name</label><input name="n"></div>
            What does `<hr>` draw?                      | <p>A line, as in <hr></p>
            What does <hr> draw?                        | A line: <hr>
            Greet the visitor.                          | <!DOCTYPE html><html><body><p>Hi</p></body></html>
            Send a search.                              | <form action="/s"><input name="q"></form>
            Which React component shows a list?         | <ul>{rows}</ul>
            用 HTML 写一个标题                             | <h1>标题</h1>
            写一个登录表单                                  | <div><input name="a"></div>
            How do I centre a div?                      | <div style="margin: 0 auto">Hi</div>
            Which tag breaks a line?                    | <br>
            图片用什么标签？                                | <img src="a.png">
            怎么换行？                                    | 用 <br> 换行，用 <p> 分段。
            怎么放图片？                                   | 使用 <img src="a.png"> 标签。
            How is the key written in the settings?     | label: "<b>On</b>"
            How do I send it?                           | curl -d "<id>7</id><b>x</b>" http://a.example
            How do I mark the name?                     | SELECT '<b>' || name || '</b>' FROM pumps
            How do I show all of them?                  | {% for p in pumps %}<li>{{ p }}</li>{% endfor %}
            Play the film.                              | <video src="a.mp4" controls></video>
            Return the order as XML.                    | <order><id>7</id><title>Pump</title></order>
            """)
    void shouldKeepAnAnswerThatIsCode(String question, String answer) {
        KnowledgeRecord record = KnowledgeRecord.qa(question, answer);

        assertThat(MarkupText.strip(record)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How heavy is it?                            | <p>It weighs <b>3</b> kg.</p>      | It weighs 3 kg.
            What is the stock code of the firm?         | <p>6005</p>                        | 6005
            Which price is on the tag?                  | <b>7</b> yuan                      | 7 yuan
            Where is the web site of the firm?          | <a href="x">here</a>               | here
            """)
    void shouldStripAnAnswerThatIsWrittenInMarkup(String question, String answer, String text) {
        assertThat(MarkupText.strip(KnowledgeRecord.qa(question, answer)).output())
                .isEqualTo(text);
    }
}
