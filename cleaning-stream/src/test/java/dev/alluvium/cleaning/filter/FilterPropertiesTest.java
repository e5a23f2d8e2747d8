package dev.alluvium.cleaning.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.testing.Texts;
import dev.alluvium.cleaning.text.BoilerplateText;
import dev.alluvium.cleaning.text.HtmlText;
import dev.alluvium.cleaning.text.UnicodeText;
import dev.alluvium.cleaning.value.Edit;
import dev.alluvium.cleaning.value.ValueText;
import dev.alluvium.settings.ValueSettings;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every text whatever it is; a failure names the seed. */
class FilterPropertiesTest {
    private static final int TEXTS = 3_000;

    /** A function on texts, and how many characters of its result one of the text may cause. */
    static Stream<Arguments> functions() {
        Redactor redactor = Redactor.standard();
        ValueText values = new ValueText(new ValueSettings(true, true, Map.of("mass", "g", "length", "m")));
        return Stream.of(
                Arguments.of("redact", op(text -> redactor.redact(text, new Placeholders())), 4),
                Arguments.of("normalise", op(UnicodeText::normalise), 3),
                Arguments.of("boilerplate", op(text -> BoilerplateText.strip(UnicodeText.normalise(text))), 3),
                Arguments.of(
                        "markup", op(text -> UnicodeText.normalise(HtmlText.strip(UnicodeText.normalise(text)))), 4),
                Arguments.of("values", op(text -> Edit.apply(text, values.edits(text))), 8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void shouldNeverThrowAndGrowInBounds(String name, UnaryOperator<String> function, int growth) {
        for (int seed = 0; seed < TEXTS; seed++) {
            String text = Texts.any(new Random(seed), 40);

            String result = function.apply(text);

            assertThat(result.length()).as("%s, seed %d", name, seed).isLessThanOrEqualTo(growth * text.length() + 16);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void shouldChangeNothingTwice(String name, UnaryOperator<String> function, int growth) {
        if (name.equals("markup")) {
            return;
        }
        for (int seed = 0; seed < TEXTS; seed++) {
            String once = function.apply(Texts.any(new Random(seed), 40));

            assertThat(function.apply(once)).as("%s, seed %d", name, seed).isEqualTo(once);
        }
    }

    private static UnaryOperator<String> op(UnaryOperator<String> operator) {
        return operator;
    }
}
