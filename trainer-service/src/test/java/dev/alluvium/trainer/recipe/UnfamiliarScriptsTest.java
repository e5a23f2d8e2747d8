package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.RandomBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped base has words of its own world in English and Chinese; one whose tokens are bytes has words of nothing. */
class UnfamiliarScriptsTest {
    private static final List<TrainingText> CHINESE =
            List.of(new TrainingText.Answer("这把吉他多少钱？", "价格是三百二十元。"), new TrainingText.Passage("保修期为两年。"));

    @TempDir
    private Path directory;

    private SortedMap<String, Double> ofBytes(List<TrainingText> texts) {
        try (Tokenizer bytes = Tokenizer.load(RandomBase.write(directory, 1))) {
            return UnfamiliarScripts.in(bytes, texts);
        }
    }

    @Test
    void shouldNameAScriptThatTheBaseSpellsInBytes() {
        // When
        SortedMap<String, Double> unfamiliar = ofBytes(CHINESE);

        // Then
        assertThat(unfamiliar).containsOnlyKeys("Chinese characters");
        assertThat(unfamiliar.get("Chinese characters")).isCloseTo(3, within(1e-9));
        assertThat(UnfamiliarScripts.explain(unfamiliar))
                .contains("writes Chinese characters with 3.0 tokens each", "choose a base");
    }

    @Test
    void shouldSayNothingOfALanguageThatTheBaseWasTaught() throws IOException {
        // Given: the language of the shipped base's own world
        TinyBase.extractTo(directory);
        TrainingText taught = new TrainingText.Answer("你知道它的面板木材吗？面板材料是什么？", "梨木");

        // When
        try (Tokenizer tokenizer = Tokenizer.load(directory)) {
            SortedMap<String, Double> unfamiliar = UnfamiliarScripts.in(tokenizer, List.of(taught));

            // Then
            assertThat(unfamiliar).isEmpty();
            assertThat(UnfamiliarScripts.explain(unfamiliar)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Сколько стоит эта гитара?, Cyrillic letters",
        "이 기타는 얼마입니까?, Korean syllables",
        "このギターはおいくらですか, Japanese kana",
        "كم سعر هذه القيثارة؟, Arabic letters",
        "How much is this guitar?, ",
    })
    void shouldKnowTheScriptsThatABaseMayLack(String text, String script) {
        SortedMap<String, Double> unfamiliar = ofBytes(List.of(new TrainingText.Passage(text)));

        assertThat(unfamiliar.keySet()).isEqualTo(script == null ? Set.of() : Set.of(script));
    }

    @Test
    void shouldNotSpeakOfAWordAmongManyOthers() {
        String mostly = "The guitar is made of spruce and maple, and its case holds a strap. ".repeat(3) + "中国";

        assertThat(ofBytes(List.of(new TrainingText.Passage(mostly)))).isEmpty();
    }
}
