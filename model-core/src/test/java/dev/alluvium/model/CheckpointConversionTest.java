package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.tensor.SafetensorsFile;
import dev.alluvium.model.tensor.SafetensorsSet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointConversionTest {
    @TempDir
    Path directory;

    private Path from;

    @BeforeEach
    void write() throws IOException {
        from = Files.createDirectory(directory.resolve("from"));
        Files.copy(resource("state.bin"), from.resolve("pytorch_model.bin"));
        Files.writeString(from.resolve("config.json"), "{}");
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(CheckpointConversionTest.class.getResource("/pickles/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private CheckpointConversion.Result convert(Path to, long shardBytes) {
        return new CheckpointConversion(from, to, shardBytes).run((file, done, of) -> {});
    }

    private static void assertHoldsTheState(Path found) {
        try (SafetensorsSet set = SafetensorsSet.open(found);
                SafetensorsFile expected = SafetensorsFile.open(resource("state.safetensors"))) {
            assertThat(set.names()).containsExactlyInAnyOrderElementsOf(expected.names());
            for (String name : expected.names()) {
                assertThat(set.file(name).read(name)).as(name).isEqualTo(expected.read(name));
            }
        }
    }

    @Test
    void shouldConvertBesideTheOldFile() throws IOException {
        CheckpointConversion.Result result = convert(from, CheckpointConversion.SHARD_BYTES);

        assertHoldsTheState(from);
        assertThat(result.files()).containsExactly("model.safetensors");
        assertThat(names(from)).containsExactly("config.json", "model.safetensors", "pytorch_model.bin");
    }

    @Test
    void shouldWriteShardsAndConfigurationIntoANewDirectory() throws IOException {
        Path to = directory.resolve("to");

        CheckpointConversion.Result result = convert(to, 100);

        assertHoldsTheState(to);
        assertThat(result.files()).hasSizeGreaterThan(3).endsWith("model.safetensors.index.json");
        assertThat(names(to)).contains("config.json").noneMatch(name -> name.endsWith(".bin") || name.startsWith("."));
        assertThat(Json.read(to.resolve("model.safetensors.index.json"))
                        .at("/metadata/total_size")
                        .asLong())
                .isEqualTo(result.bytes());
    }

    @Test
    void shouldReadTheShardsOfAnIndex() throws IOException {
        Files.move(from.resolve("pytorch_model.bin"), from.resolve("pytorch_model-00001-of-00001.bin"));
        Files.writeString(
                from.resolve("pytorch_model.bin.index.json"),
                "{\"weight_map\":{\"weight\":\"pytorch_model-00001-of-00001.bin\"}}");

        convert(from, 1000);

        assertHoldsTheState(from);
    }

    @Test
    void shouldTellHowFarItIs() {
        List<Long> done = new ArrayList<>();

        CheckpointConversion.Result result = new CheckpointConversion(from, from, 100).run((file, bytes, of) -> {
            assertThat(file).startsWith("model-0000");
            done.add(bytes);
        });

        assertThat(done).isSorted().hasSize(result.tensors()).endsWith(result.bytes());
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsRefused() throws IOException {
        Files.copy(
                resource("nested.bin"),
                from.resolve("pytorch_model.bin"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> convert(from, 100))
                .hasMessageContaining("pytorch_model.bin#epoch=int: must be a tensor");

        assertThat(names(from)).containsExactly("config.json", "pytorch_model.bin");
    }

    @Test
    void shouldStartAfreshAfterARunThatWasKilled() throws IOException {
        Path draft = Files.createDirectory(from.resolve(".alluvium-draft"));
        Files.writeString(draft.resolve("model-00001-of-00009.safetensors"), "half");
        Files.writeString(draft.resolve("lock"), "");
        Files.writeString(from.resolve("model-00001-of-00002.safetensors"), "moved, but the index was not");

        convert(from, CheckpointConversion.SHARD_BYTES);

        assertHoldsTheState(from);
        assertThat(names(from)).doesNotContain(".alluvium-draft");
    }

    @Test
    void shouldRefuseADirectoryThatIsBeingWritten() throws IOException {
        try (StagingDirectory held = StagingDirectory.in(from)) {
            Path kept = Files.writeString(held.path().resolve("kept"), "another's");

            assertThatThrownBy(() -> convert(from, 100)).hasMessageContaining("is being written by another process");

            assertThat(kept).exists();
        }
    }

    @Test
    void shouldRefuseToConvertTwice() {
        convert(from, CheckpointConversion.SHARD_BYTES);

        assertThatThrownBy(() -> convert(from, 100))
                .hasMessageContaining("model.safetensors=present: is what a conversion would write; remove it");
    }

    @Test
    void shouldNameWhatItLacks() throws IOException {
        Files.delete(from.resolve("pytorch_model.bin"));
        assertThatThrownBy(() -> convert(from, 100)).hasMessageContaining("pytorch_model.bin=absent");

        Files.writeString(from.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{\"w\":\"a.bin\"}}");
        assertThatThrownBy(() -> convert(from, 100)).hasMessageContaining("index.json=a.bin: is listed but absent");
    }
}
