package dev.alluvium.tiny.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFilesIT {
    @TempDir
    Path directory;

    @Test
    void shouldBeReadBackByTheTokenizersLibrary() throws IOException {
        List<String> texts = List.of("the price of the harp", "the price of the cello", "竖琴的价格", "大提琴的价格");
        Bpe bpe = new BpeTrainer(300, List.of("<|endoftext|>", "<|user|>")).train(texts);

        TokenizerFiles.write(bpe, directory);

        try (Tokenizer tokenizer = Tokenizer.load(directory)) {
            for (String text : texts) {
                long[] ids = tokenizer.encode("<|user|>" + text + "<|endoftext|>");
                assertThat(ids).startsWith(1).endsWith(0).hasSizeLessThan(text.getBytes(UTF_8).length);
                assertThat(tokenizer.decode(ids)).isEqualTo(text);
            }
            String unseen = "Zürich ☂ 雨";
            assertThat(tokenizer.decode(tokenizer.encode(unseen))).isEqualTo(unseen);
        }
    }
}
