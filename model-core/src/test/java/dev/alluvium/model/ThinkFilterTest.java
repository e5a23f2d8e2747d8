package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.text.Thinking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NEVER  | '<think>a</think>b'             | '<think>a</think>b'",
                "MAYBE  | '<think>a</think>b'             | 'b'",
                "MAYBE  | '\n<think>\n\n</think>\n\n4 kg' | '4 kg'",
                "MAYBE  | '4 kg'                          | '4 kg'",
                "MAYBE  | '<thin ice'                     | '<thin ice'",
                "MAYBE  | '<th'                           | '<th'",
                "MAYBE  | 'a <think>b</think>'            | 'a <think>b</think>'",
                "OPENED | '\n</think>\n\n4 kg'            | '4 kg'",
                "OPENED | 'a </thin b</think>c</think>'   | 'c</think>'",
                "OPENED | 'never ends'                    | ''"
            })
    void shouldLeaveOutWhatIsThoughtHoweverTheTextIsCut(Thinking thinking, String text, String answer) {
        for (int piece = 1; piece <= text.length(); piece++) {
            ThinkFilter filter = new ThinkFilter(thinking);
            StringBuilder given = new StringBuilder();
            for (int from = 0; from < text.length(); from += piece) {
                given.append(filter.accept(text.substring(from, Math.min(text.length(), from + piece))));
            }
            assertThat(given.append(filter.end())).as("in pieces of %d", piece).hasToString(answer);
        }
    }
}
