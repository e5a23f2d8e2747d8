package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for bringing a base does what it says, on a small random one; faults are named, with a remedy. */
class ModelRecipeTest {
    private static final Path RECIPE = Path.of("../docs/recipes/bring-your-own-base.md");
    private static final String CONFIG = """
            {"architectures": ["Qwen2ForCausalLM"], "vocab_size": 272, "hidden_size": 16, "intermediate_size": 24,
             "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "rms_norm_eps": 1e-6,
             "rope_theta": 10000.0, "max_position_embeddings": 64, "tie_word_embeddings": true, "eos_token_id": 0,
             "hidden_act": "silu"}
            """;

    @TempDir
    Path directory;

    private Path base;

    @BeforeEach
    void writeABase() throws IOException {
        Path config = Files.writeString(directory.resolve("config.json"), CONFIG);
        base = directory.resolve("base");
        assertThat(CommandLines.run("model", "random", config.toString(), base.toString())
                        .status())
                .isZero();
    }

    private String[] words(String line) {
        return line.substring("alluvium ".length())
                .replaceAll("#.*", "")
                .strip()
                .replace("/models/Qwen2.5-0.5B", base.toString())
                .replace("/tmp/sized", directory.resolve("sized").toString())
                .replace("config.json", directory.resolve("config.json").toString())
                .split(" +");
    }

    @Test
    void shouldRunTheRecipesCommands() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(RECIPE).stream()
                .filter(line -> line.startsWith("alluvium model "))
                .filter(line -> !line.contains(" convert "))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(4);

        // When
        List<Ended> ended =
                lines.stream().map(line -> CommandLines.run(words(line))).toList();

        // Then
        assertThat(ended)
                .allSatisfy(each -> assertThat(each.status()).as(each.err()).isZero());
    }

    @Test
    void shouldShowTypeAndTemplate() throws IOException {
        // When
        Ended table = CommandLines.run("model", "inspect", base.toString());
        JsonNode json = new ObjectMapper()
                .readTree(CommandLines.run("model", "inspect", base.toString(), "--output", "json")
                        .out());

        // Then
        assertThat(table.out())
                .containsPattern("architecture +Qwen2ForCausalLM")
                .containsPattern("stored as +BF16")
                .containsPattern("template +tokenizer_config.json#prompt_template, [0-9a-f]{32}");
        assertThat(json.at("/parametersByType/BF16").asLong())
                .isEqualTo(json.at("/parameters").asLong())
                .isPositive();
        assertThat(table.out()).contains(json.at("/template/hash").asText());
        assertThat(json.at("/template/thinking").asText()).isEqualTo("never");
    }

    @Test
    void shouldShowWhatIsTrainedOfThinkBlocks() throws IOException {
        // Given
        Files.delete(base.resolve("tokenizer_config.json"));
        Files.writeString(base.resolve("chat_template.jinja"), "{{ messages[0].content }}<think>\n");
        Files.writeString(base.resolve("profile.yaml"), "template: { think: keep }\n");

        // When
        Ended ended = CommandLines.run("model", "inspect", base.toString());

        // Then
        assertThat(ended.out())
                .containsPattern("template +\\S+chat_template.jinja, [0-9a-f]{32}")
                .containsPattern("think blocks +\\w+; trained: keep");
    }

    @Test
    void shouldNameWhatIsWrongWithABase() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path weights = base.resolve("model.safetensors");

        // When
        Ended aFile = CommandLines.run("model", "inspect", file.toString());
        Ended nothing = CommandLines.run("model", "inspect", empty.toString());
        Ended noPickle = CommandLines.run("model", "convert", empty.toString());
        Ended noTokens = CommandLines.run("model", "inspect", base.toString(), "--tokens", "0");
        try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 100);
        }
        Ended truncated = CommandLines.run("model", "inspect", base.toString());

        // Then
        assertThat(aFile)
                .isEqualTo(refused(1, file + "=a file: must be a directory; give a Hugging Face model directory"));
        assertThat(nothing)
                .isEqualTo(refused(
                        1, empty.resolve("config.json") + "=absent: must exist; give a Hugging Face model directory"));
        assertThat(noPickle.status()).isEqualTo(1);
        assertThat(noPickle.err())
                .contains("pytorch_model.bin=absent: must exist")
                .doesNotContain("\tat ");
        assertThat(noTokens).isEqualTo(refused(2, "--tokens=0: must be at least 1; leave it out for the default"));
        assertThat(truncated.status()).isEqualTo(1);
        assertThat(truncated.err()).contains("the file is truncated or damaged").doesNotContain("\tat ");
    }

    private static Ended refused(int status, String message) {
        return new Ended(status, "", "alluvium: " + message + System.lineSeparator());
    }

    @Test
    void shouldLeaveNothingWhenRandomWeightsCannotBeWritten() throws IOException {
        // Given
        Path into = directory.resolve("into");
        String config = directory.resolve("config.json").toString();

        // When
        Ended noTokenizer =
                CommandLines.run("model", "random", config, into.toString(), "--tokenizer", directory + "/absent");
        Ended notEmpty = CommandLines.run("model", "random", config, base.toString());

        // Then
        assertThat(noTokenizer.status()).isEqualTo(2);
        assertThat(noTokenizer.err()).contains("must be a directory with a tokenizer.json");
        assertThat(notEmpty).isEqualTo(refused(2, base + ": is not empty; choose a new directory"));
        assertThat(into).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".alluvium-draft"));
        }
    }

    @Test
    void shouldDrawTheSameWeightsFromTheSameSeed() throws IOException {
        // Given
        String config = directory.resolve("config.json").toString();
        Path other = directory.resolve("other");
        Path again = directory.resolve("again");

        // When
        CommandLines.run("model", "random", config, other.toString(), "--seed", "2");
        CommandLines.run("model", "random", config, again.toString());

        // Then
        assertThat(again.resolve("model.safetensors")).hasSameBinaryContentAs(base.resolve("model.safetensors"));
        assertThat(Files.mismatch(other.resolve("model.safetensors"), base.resolve("model.safetensors")))
                .isNotNegative();
    }

    @Test
    void shouldScoreATextAndTheLinesOfAFileAlike() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("texts.jsonl"),
                "{\"text\":\"abc\"}\n\n{\"other\":1}\n{\"text\":\"" + "x".repeat(99) + "\"}\nno json\n");

        // When
        Ended one = CommandLines.run("model", "score", base.toString(), "--text", "abc", "--json");
        Ended table = CommandLines.run("model", "score", base.toString(), "--text", "abc");
        Ended lines = CommandLines.run("model", "score", base.toString(), "--file", file.toString(), "--json");

        // Then
        assertThat(one.status()).as(one.err()).isZero();
        JsonNode scored = new ObjectMapper().readTree(one.out());
        assertThat(scored.at("/ids").size())
                .isEqualTo(scored.at("/logprobs").size())
                .isEqualTo(3);
        assertThat(scored.at("/logprobs/0").isNull()).isTrue();
        assertThat(scored.at("/logprobs/1").asDouble()).isNegative();
        assertThat(table.out()).contains("perplexity ", " over 2 tokens");
        assertThat(lines.status()).isEqualTo(1);
        assertThat(lines.out()).isEqualTo(one.out());
        assertThat(lines.err())
                .contains(
                        "line 3: has no field text", "line 4: has 99 tokens, the model takes 64", "line 5: is no JSON")
                .contains("3 lines were not scored");
    }

    @Test
    void shouldScoreByTheBaseWithAnAdapterOnIt() throws IOException {
        // Given
        LoraShape shape = LoraShape.all(2);
        Path zero = directory.resolve("zero");
        PeftDirectory.write(zero, Adapter.init(shape, Checkpoint.open(base).config(), 5), "base");
        Path other = directory.resolve("other");
        Path wide = directory.resolve("wide");
        Files.writeString(directory.resolve("wide.json"), CONFIG.replace("\"hidden_size\": 16", "\"hidden_size\": 32"));
        CommandLines.run("model", "random", directory.resolve("wide.json").toString(), wide.toString());
        PeftDirectory.write(other, Adapter.init(shape, Checkpoint.open(wide).config(), 5), "base");

        // When
        Ended bare = score();
        Ended same = score("--adapter", zero.toString());
        Ended misfit = score("--adapter", other.toString());
        Ended none = score("--adapter", directory.resolve("absent").toString());

        // Then
        assertThat(same).isEqualTo(bare);
        assertThat(misfit.status()).isEqualTo(1);
        assertThat(misfit.err()).contains("lora_A", "[2, 32]", "[2, 16]").doesNotContain("\tat ");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("adapter_config.json").doesNotContain("\tat ");
    }

    private Ended score(String... more) {
        List<String> words = new ArrayList<>(List.of("model", "score", base.toString(), "--text", "abc", "--json"));
        words.addAll(List.of(more));
        return CommandLines.run(words.toArray(String[]::new));
    }

    @Test
    void shouldConvertAPickleAndSayWhatToDoNext() throws IOException {
        // Given
        Path old = Files.createDirectory(directory.resolve("old"));
        Files.copy(Path.of("../model-core/src/test/resources/pickles/state.bin"), old.resolve("pytorch_model.bin"));
        Files.writeString(old.resolve("config.json"), CONFIG);
        Path out = directory.resolve("converted");

        // When
        Ended ended = CommandLines.run("model", "convert", old.toString(), "--out", out.toString(), "--shard-gb", "1");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("to model.safetensors in " + out, "alluvium model inspect " + out);
        assertThat(out.resolve("config.json")).exists();
        assertThat(out.resolve("model.safetensors")).exists();
    }

    @Test
    void shouldGoOutAsGgufAndComeInAgain() throws IOException {
        // Given
        Path file = directory.resolve("out.gguf");
        Path back = directory.resolve("back");

        // When
        Ended out = CommandLines.run("model", "convert", base.toString(), "--gguf", file.toString(), "--type", "bf16");
        Ended in = CommandLines.run("model", "convert", file.toString(), "--out", back.toString());

        // Then
        assertThat(out.status()).as(out.err()).isZero();
        assertThat(in.status()).as(in.err()).isZero();
        assertThat(in.out()).contains("read a Qwen2ForCausalLM", "alluvium model inspect " + back);
        assertThat(CommandLines.run("model", "score", back.toString(), "--text", "abc", "--json")
                        .out())
                .isEqualTo(CommandLines.run("model", "score", base.toString(), "--text", "abc", "--json")
                        .out());
        assertThat(Files.getPosixFilePermissions(back)).contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void shouldWriteAnAdapterWithItsModelfile() throws IOException {
        // Given
        Path peft = directory.resolve("peft");
        PeftDirectory.write(
                peft, Adapter.init(LoraShape.all(2), Checkpoint.open(base).config(), 5), "base");
        Path file = directory.resolve("lora.gguf");

        // When
        Ended ended = CommandLines.run(
                "model", "convert", base.toString(), "--adapter", peft.toString(), "--gguf-adapter", file.toString());

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(file).exists();
        assertThat(directory.resolve("lora.Modelfile"))
                .content()
                .contains("FROM ./base.gguf\n", "ADAPTER ./lora.gguf\n");
    }

    @Test
    void shouldRefuseGgufThatCannotBeUsedAndLeaveNothing() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("page.gguf"), "<!DOCTYPE html>");
        Path into = directory.resolve("into");

        // When
        Ended noGguf = CommandLines.run("model", "convert", file.toString(), "--out", into.toString());
        Ended noPlace = CommandLines.run("model", "convert", file.toString());
        Ended full = CommandLines.run("model", "convert", file.toString(), "--out", base.toString());
        Ended taken = CommandLines.run("model", "convert", base.toString(), "--gguf", file.toString());
        Ended noAdapter = CommandLines.run("model", "convert", base.toString(), "--gguf-adapter", into.toString());

        // Then
        assertThat(noGguf.status()).isEqualTo(1);
        assertThat(noGguf.err()).contains("must start with GGUF").doesNotContain("\tat ");
        assertThat(noPlace).isEqualTo(refused(2, "--out: must name a new directory for the model of " + file));
        assertThat(full).isEqualTo(refused(2, base + ": is not empty; choose a new directory"));
        assertThat(taken).isEqualTo(refused(2, file + ": exists; choose another name"));
        assertThat(noAdapter.status()).isEqualTo(2);
        assertThat(into).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(each -> each.getFileName().toString().startsWith(".part-"));
        }
    }
}
