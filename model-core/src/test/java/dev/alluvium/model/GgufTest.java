package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.gguf.GgufConversion;
import dev.alluvium.model.gguf.GgufExport;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsSet;
import dev.alluvium.model.text.ByteTokenizer;
import dev.alluvium.model.text.Tokenizer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models go out as GGUF and come in again. */
class GgufTest {
    private static final RopeScaling LLAMA31 = new RopeScaling.Llama3(8, 1, 4, 8192);

    @TempDir
    Path directory;

    private Path gguf;
    private Path back;

    @BeforeEach
    void names() throws IOException {
        gguf = directory.resolve("model.gguf");
        back = Files.createDirectory(directory.resolve("back"));
    }

    static Stream<DecoderConfig> shapes() {
        return Stream.of(
                config(Architecture.LLAMA, LLAMA31, null, true),
                config(Architecture.LLAMA, new RopeScaling.Linear(2), null, false),
                config(Architecture.MISTRAL, new RopeScaling.None(), new SlidingWindow(64, 0), false),
                config(Architecture.QWEN2, new RopeScaling.None(), null, true),
                config(Architecture.QWEN3, new RopeScaling.None(), null, false));
    }

    private static DecoderConfig config(
            Architecture architecture, RopeScaling scaling, @Nullable SlidingWindow window, boolean tied) {
        return new DecoderConfig(
                architecture,
                RandomCheckpoint.VOCABULARY + 3,
                64,
                96,
                2,
                4,
                2,
                16,
                1e-5,
                500000,
                scaling,
                window,
                128,
                tied,
                List.of(0));
    }

    private Path base(DecoderConfig config) throws IOException {
        Path base = RandomCheckpoint.write(directory.resolve("base"), config, 1);
        Files.writeString(
                base.resolve("tokenizer_config.json"),
                "{\"eos_token\":\"<|endoftext|>\",\"chat_template\":\"{{ messages[0].content }}\"}");
        return base;
    }

    private GgufConversion.Result convert(@Nullable DType dtype) {
        return new GgufConversion(gguf, new GgufConversion.Options(dtype, Long.MAX_VALUE, null))
                .write(back, (file, done, of) -> {});
    }

    private void export(Path base, @Nullable Adapter adapter, GgufExport.Type type) throws IOException {
        GgufExport.write(base, adapter, gguf, type, "test", (file, done, of) -> {});
    }

    private static Map<String, HostTensor> weights(Path base) {
        Map<String, HostTensor> all = new java.util.TreeMap<>();
        try (SafetensorsSet files = SafetensorsSet.open(base)) {
            files.names().forEach(name -> all.put(name, files.file(name).read(name)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldComeBackAsItWentOut(DecoderConfig config) throws IOException {
        // Given
        Path base = base(config);

        // When
        export(base, null, GgufExport.Type.f32);
        convert(null);

        // Then
        assertThat(Checkpoint.open(back).config()).isEqualTo(config);
        assertThat(weights(back)).isEqualTo(weights(base));
        assertThat(new ObjectMapper()
                        .readTree(back.resolve("tokenizer_config.json").toFile())
                        .path("chat_template")
                        .asText())
                .isEqualTo("{{ messages[0].content }}");
        try (Tokenizer before = Tokenizer.load(base);
                Tokenizer after = Tokenizer.load(back)) {
            String text = "<|user|> Ein Grüß Gott, 42 人\t\n  x<|endoftext|>";
            assertThat(after.encode(text)).isEqualTo(before.encode(text));
            assertThat(after.special()).isEqualTo(before.special());
        }
    }

    @ParameterizedTest
    @CsvSource({"f16,0.001", "bf16,0.004", "q8_0,0.005", "q4_0,0.13"})
    void shouldRoundNoFurtherThanItsType(GgufExport.Type type, float share) throws IOException {
        // Given
        Path base = base(config(Architecture.LLAMA, new RopeScaling.None(), null, true));

        // When
        export(base, null, type);
        convert(null);

        // Then
        Map<String, HostTensor> original = weights(base);
        weights(back).forEach((name, tensor) -> {
            float[] expected = original.get(name).data();
            float largest = 0;
            for (float each : expected) {
                largest = Math.max(largest, Math.abs(each));
            }
            assertThat(tensor.data()).as(name).containsExactly(expected, within(largest * share));
        });
    }

    @Test
    void shouldMergeAnAdapterBeforeItRounds() throws IOException {
        // Given
        DecoderConfig config = config(Architecture.LLAMA, new RopeScaling.None(), null, true);
        Path base = base(config);
        Adapter adapter = RandomAdapter.of(config, 3);
        Path merged = Files.createDirectory(directory.resolve("merged"));

        // When
        MergedCheckpoint.write(base, adapter, merged, Long.MAX_VALUE, (file, done, of) -> {});
        export(base, adapter, GgufExport.Type.f32);
        convert(null);

        // Then
        assertThat(weights(back)).isEqualTo(weights(merged));
    }

    @Test
    void shouldWriteInTheTypeThatIsAsked() throws IOException {
        // Given
        Path base = base(config(Architecture.QWEN2, new RopeScaling.None(), null, true));
        export(base, null, GgufExport.Type.q8_0);

        // When
        convert(DType.BF16);

        // Then
        assertThat(CheckpointSummary.of(back).parametersByType()).containsOnlyKeys("BF16");
        assertThat(Files.readString(back.resolve("config.json"))).contains("\"bfloat16\"");
    }

    @Test
    void shouldRefuseAnAdapterInPlaceOfAModel() throws IOException {
        // Given
        DecoderConfig config = config(Architecture.LLAMA, new RopeScaling.None(), null, true);
        GgufExport.writeAdapter(config, RandomAdapter.of(config, 3), gguf, "test");

        // When, Then
        assertThatThrownBy(() -> convert(null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("general.type=adapter: must be model");
        assertThat(back).isEmptyDirectory();
    }

    /** Replaces a text of the file's head by one of the same length. */
    private void change(String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(gguf);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(from);
        assertThat(at).isPositive();
        try (RandomAccessFile file = new RandomAccessFile(gguf.toFile(), "rw")) {
            file.seek(at);
            file.write(to.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-2             | gpt-9             | tokenizer.ggml.pre=gpt-9: must be one of llama-bpe, qwen2",
                "\4\0\0\0\0\0\0\0gpt2 | \4\0\0\0\0\0\0\0bert | tokenizer.ggml.model=bert: must be gpt2",
                "\5\0\0\0\0\0\0\0llama | \5\0\0\0\0\0\0\0gemma | general.architecture=gemma: must be one of llama, qwen2",
                "llama.block_count | llama.block_cound | llama.block_cound=the whole number 2: is not supported",
                "blk.1.ffn_up      | blk.1.ffn_ut      | blk.1.ffn_up.weight=absent: must have the shape [96, 64]",
                "output_norm       | output_nork       | output_norm.weight=absent",
            })
    void shouldRefuseWhatIsNotKnownBeforeItWrites(String from, String to, String said) throws IOException {
        // Given
        export(base(config(Architecture.LLAMA, new RopeScaling.None(), null, true)), null, GgufExport.Type.f16);
        change(from, to);

        // When, Then
        assertThatThrownBy(() -> convert(null))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(gguf.toString())
                .hasMessageContaining(said);
        assertThat(back.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void shouldTakeTheTokenizerOfADirectoryIfItIsTheFilesOwn() throws IOException {
        // Given
        Path base = base(config(Architecture.LLAMA, new RopeScaling.None(), null, true));
        export(base, null, GgufExport.Type.f16);
        change("gpt-2", "gpt-9");
        Path other = Files.createDirectory(directory.resolve("other"));
        ByteTokenizer.write(other);
        ObjectNode json = (ObjectNode)
                new ObjectMapper().readTree(other.resolve("tokenizer.json").toFile());
        ((ObjectNode) json.at("/model/vocab")).put("A", 7);
        Files.writeString(other.resolve("tokenizer.json"), json.toString());

        // When
        new GgufConversion(gguf, new GgufConversion.Options(null, Long.MAX_VALUE, base))
                .write(back, (file, done, of) -> {});

        // Then
        assertThat(back.resolve("tokenizer.json")).hasSameBinaryContentAs(base.resolve("tokenizer.json"));
        assertThatThrownBy(() -> new GgufConversion(gguf, new GgufConversion.Options(null, Long.MAX_VALUE, other))
                        .write(directory, (file, done, of) -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("must be the token of the GGUF file");
    }

    @Test
    void shouldRefuseATokenizerThatLlamaCppDoesNotKnow() throws IOException {
        // Given
        Path base = base(config(Architecture.LLAMA, new RopeScaling.None(), null, true));
        String json = Files.readString(base.resolve("tokenizer.json"));
        Files.writeString(base.resolve("tokenizer.json"), json.replace("\"use_regex\":true", "\"use_regex\":false"));

        // When, Then
        assertThatThrownBy(() -> export(base, null, GgufExport.Type.f16))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json#pre_tokenizer", "convert_hf_to_gguf.py");
        assertThat(gguf).doesNotExist();
    }
}
