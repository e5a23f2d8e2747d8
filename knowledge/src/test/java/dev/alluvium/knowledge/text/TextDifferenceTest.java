package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDifferenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Close the lid.          | Close a lid.              | "the" -> "a"
            Close the lid.          | Close lid.                | "the" -> nothing
            Close lid now.          | Close the lid right now.  | nothing -> "the"; nothing -> "right"
            Close the lid.          | close the LID.            | case
            Close the lid.          | Close the lid!            | punctuation
            Close the lid.          | Close  the lid.           | white space
            Close the lid.          | CLOSE THE LID!            | case; punctuation
            阀门的位置在左。           | 阀门位置在左。               | "的" -> nothing
            阀门的位置在左。           | 阀门的位置在右。             | "左" -> "右"
            Close the lid.          | Close the lid.            | nothing that is compared
            """)
    void shouldNameWhatDiffers(String one, String other, String said) {
        assertThat(TextDifference.words(List.of(one), List.of(other))).isEqualTo(said);
    }

    @Test
    void shouldSayThatSentencesChangedPlaces() {
        String one =
                IntStream.range(0, 30).mapToObj("part%d is oiled. "::formatted).collect(Collectors.joining());
        String other = "part29 is oiled. "
                + IntStream.range(0, 29)
                        .mapToObj(i -> "part%d is oiled. ".formatted(28 - i))
                        .collect(Collectors.joining());

        assertThat(TextDifference.words(List.of(one), List.of(other))).isEqualTo("the order of its sentences");
    }

    @Test
    void shouldStopAtTextsThatHaveLittleInCommon() {
        String one = "left ".repeat(50_000);
        String other = "right ".repeat(50_000);

        assertThat(TextDifference.words(List.of(one), List.of(other))).isEqualTo("more than 40 words");
    }
}
