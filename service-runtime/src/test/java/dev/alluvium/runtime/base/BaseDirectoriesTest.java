package dev.alluvium.runtime.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseDirectoriesTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    private Path temporary;

    private BaseDirectories bases;

    @BeforeEach
    void prepare() {
        bases = new BaseDirectories(
                store,
                temporary.resolve("cache"),
                Map.of("tiny", directory -> Files.writeString(directory.resolve("config.json"), "shipped")));
    }

    @Test
    void shouldExtractABaseThatShips() throws IOException {
        // When
        Path directory = bases.directory("tiny");

        // Then
        assertThat(directory.resolve("config.json")).hasContent("shipped");
    }

    @Test
    void shouldUseALocalDirectoryInPlace() throws IOException {
        // Given
        Path own = Files.createDirectory(temporary.resolve("own"));

        // Then
        assertThat(bases.directory(own.toUri().toString())).isEqualTo(own);
        assertThat(bases.directory(own.toString())).isEqualTo(own);
    }

    /** A base comes from this machine or its own bucket; what looks like an address is a name that nothing has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/base",
                "http://2130706433/base",
                "http://[::ffff:10.0.0.1]/base",
                "ftp://localhost/base",
                "file://10.0.0.1/share/base",
                "//10.0.0.1/share/base",
                "jar:http://127.0.0.1/base.jar!/",
                "s3://another-bucket/base"
            })
    void shouldFetchNoBaseFromAnAddress(String base) {
        assertThatThrownBy(() -> bases.directory(base)).isInstanceOf(BaseException.class);
    }

    @Test
    void shouldCopyABaseFromTheStoreOnce() throws IOException {
        // Given
        put("bases/large/config.json", "{}");
        put("bases/large/profile.yaml", "training: { rank: 8 }");

        // When
        Path directory = bases.directory("s3://memory/bases/large");

        // Then
        assertThat(directory.resolve("config.json")).hasContent("{}");
        assertThat(bases.directory("large")).isEqualTo(directory);
        assertThat(bases.profile("large").training().values()).containsEntry("rank", 8);
        try (var files = Files.list(temporary.resolve("cache"))) {
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith(".")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldGiveAChangedBaseANewDirectory() {
        // Given
        put("bases/large/config.json", "old");
        Path before = bases.directory("large");
        store.delete("bases/large/config.json");
        put("bases/large/config.json", "new");

        // When
        Path after = bases.directory("large");

        // Then
        assertThat(after).isNotEqualTo(before).exists();
        assertThat(after.resolve("config.json")).hasContent("new");
    }

    @Test
    void shouldRefuseADirectoryThatDiffersFromItsChecksums() {
        // Given
        put("bases/large/config.json", "tampered");
        put("bases/large/SHA256SUMS", Digest.sha256("{}".getBytes(UTF_8)) + "  config.json\n");

        // When, then
        assertThatThrownBy(() -> bases.directory("large"))
                .isInstanceOf(BaseException.class)
                .hasMessageContaining("bases/large/config.json");
    }

    @Test
    void shouldSayWhereItLookedAndWhatThereIs() {
        // When, then
        assertThatThrownBy(() -> bases.directory("missing"))
                .isInstanceOf(BaseException.class)
                .hasMessageContaining("s3://memory/bases/missing/")
                .hasMessageContaining("tiny");
        assertThatThrownBy(() -> bases.directory("s3://elsewhere/x")).hasMessageContaining("object-store.bucket");
        assertThatThrownBy(() -> bases.directory("file:///no/such")).hasMessageContaining("no directory");
        assertThatThrownBy(() -> bases.directory("/no/such"))
                .hasMessage("base /no/such: is no directory; give the path of a Hugging Face directory");
        assertThatThrownBy(() -> bases.directory("file://models/x"))
                .hasMessage("base file://models/x: is no file URI; write file:///DIRECTORY or /DIRECTORY");
    }

    @Test
    void shouldTakeGeneralTextBesideTheWeightsElseWhatTheStoreKeepsOfThisVeryBase() throws IOException {
        // Given
        Path own = base("own", "weights");
        assertThat(bases.hasGeneral(own.toString())).isFalse();
        put(BaseDirectories.generalKey(own), "{\"instruction\":\"Kept?\",\"output\":\"Yes.\"}\n");

        // Then
        assertThat(bases.general(own.toString()))
                .singleElement()
                .satisfies(record -> assertThat(record.output()).isEqualTo("Yes."));
        assertThat(bases.general(base("copy", "weights").toString()))
                .as("the same base elsewhere")
                .hasSize(1);
        assertThat(bases.general(base("other", "Weights").toString()))
                .as("another base")
                .isEmpty();

        // When
        Files.writeString(own.resolve("general.jsonl"), "\n{\"instruction\":\"Own?\",\"output\":\"Beside.\"}\n");

        // Then
        assertThat(bases.general(own.toString()))
                .singleElement()
                .satisfies(record -> assertThat(record.output()).isEqualTo("Beside."));
    }

    @Test
    void shouldNameTheLineOfGeneralTextThatIsNoRecord() throws IOException {
        // Given
        Path own = base("broken", "weights");
        Files.writeString(
                own.resolve("general.jsonl"), "{\"instruction\":\"a\",\"output\":\"b\"}\n{\"instruction\":\n");

        // Then
        assertThatThrownBy(() -> bases.general(own.toString()))
                .isInstanceOf(BaseException.class)
                .hasMessageContaining("general.jsonl, line 2: is no record");
    }

    private Path base(String name, String weights) throws IOException {
        Path directory = Files.createDirectory(temporary.resolve(name));
        Files.writeString(directory.resolve("config.json"), "{}");
        Files.writeString(directory.resolve("model.safetensors"), weights);
        return directory;
    }

    private void put(String key, String content) {
        assertThat(store.putIfAbsent(key, content.getBytes(UTF_8))).isTrue();
    }
}
