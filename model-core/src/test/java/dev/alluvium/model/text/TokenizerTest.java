package dev.alluvium.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Plain words, 3.2 kg.", "多重？三点二公斤。", "a 中 b😀c", " leading and trailing ", "\n\n"})
    void shouldGiveTheTextBackAtOnceAndTokenByToken(String text) {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            long[] ids = tokenizer.encode(text);
            TokenDecoder stream = tokenizer.stream();

            StringBuilder pieces = new StringBuilder();
            for (long id : ids) {
                String piece = stream.accept(id);
                assertThat(piece).doesNotContain("\uFFFD");
                pieces.append(piece);
            }
            pieces.append(stream.end());

            assertThat(tokenizer.decode(ids)).isEqualTo(text);
            assertThat(pieces).hasToString(text);
        }
    }

    @Test
    void shouldHoldBackACharacterUntilItIsWhole() {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            long[] ids = tokenizer.encode("重x");
            TokenDecoder stream = tokenizer.stream();

            List<String> pieces = new ArrayList<>();
            for (long id : ids) {
                pieces.add(stream.accept(id));
            }

            assertThat(pieces).containsExactly("", "", "重", "x");
        }
    }

    @Test
    void shouldGiveABrokenCharacterAtTheEndOnly() {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            long[] ids = tokenizer.encode("重");
            TokenDecoder stream = tokenizer.stream();

            assertThat(stream.accept(ids[0])).isEmpty();
            assertThat(stream.end()).isNotEmpty();
            assertThat(stream.end()).isEmpty();
        }
    }

    @Test
    void shouldNotWaitForeverForBytesThatAreNoText() {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            long continuation = tokenizer.encode("重")[1];
            TokenDecoder stream = tokenizer.stream();

            String text = "";
            for (int i = 0; i < 6; i++) {
                text += stream.accept(continuation);
            }

            assertThat(text).isNotEmpty();
        }
    }

    @Test
    void shouldNotTruncateALongText() {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            assertThat(tokenizer.encode("a".repeat(5000))).hasSize(5000);
        }
    }

    @Test
    void shouldKnowItsSpecialTokens() {
        try (Tokenizer tokenizer = ByteTokenizer.in(directory)) {
            assertThat(tokenizer.special()).containsEntry("<|user|>", 2).hasSize(5);
            assertThat(tokenizer.encode("<|user|>")).containsExactly(2);
            assertThat(tokenizer.decode(2, 0)).isEmpty();
            assertThatThrownBy(() -> tokenizer.specialId("<|tool|>")).hasMessageContaining("<|tool|>");
        }
    }

    @Test
    void shouldNameAFileThatIsNoTokenizer() throws Exception {
        Files.writeString(directory.resolve("tokenizer.json"), "{\"model\": 3}");

        assertThatThrownBy(() -> Tokenizer.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json");
    }
}
