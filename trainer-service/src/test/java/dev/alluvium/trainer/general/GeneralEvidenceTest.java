package dev.alluvium.trainer.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.base.GeneralFile;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped base as if somebody had brought it without general text. */
class GeneralEvidenceTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    private Path directory;

    private String base;
    private BaseDirectories bases;
    private GeneralEvidence evidence;

    @BeforeEach
    void unpack() throws IOException {
        Path unpacked = Files.createDirectory(directory.resolve("base"));
        TinyBase.extractTo(unpacked);
        Files.delete(unpacked.resolve(GeneralFile.NAME));
        base = unpacked.toString();
        bases = new BaseDirectories(store, directory.resolve("cache"), Map.of());
        evidence = new GeneralEvidence(store, bases, LoadOptions.cpu(), loaded -> 1, directory.resolve("work"));
    }

    @Test
    void shouldKeepInTheStoreWhatABaseWithoutGeneralTextAnswers() {
        // Given: a first try that is cut off
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> evidence.ensure(base, () -> asked.incrementAndGet() < 3))
                .isInstanceOf(CancellationException.class);
        assertThat(bases.hasGeneral(base)).isFalse();

        // When
        evidence.ensure(base, () -> true);

        // Then
        assertThat(bases.hasGeneral(base)).isTrue();
        assertThat(bases.general(base))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(GeneralAnswer.of(record)).isPresent());
        assertThat(evidence.explain().get(base)).contains("answers of its own", "are asked of each version");
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldAskNoBaseThatBringsGeneralText() throws IOException {
        // Given
        Files.writeString(Path.of(base, GeneralFile.NAME), "{\"instruction\":\"Why?\",\"output\":\"So.\"}\n");

        // When
        evidence.ensure(base, () -> true);

        // Then
        assertThat(evidence.explain()).isEmpty();
        assertThat(bases.general(base)).hasSize(1);
    }

    @Test
    void shouldSayWhyABaseCouldNotBeAsked() {
        // When
        evidence.prepare("/no/such/base", () -> true);

        // Then
        assertThat(evidence.explain().get("/no/such/base")).contains("could not be asked", "is no directory");
    }
}
