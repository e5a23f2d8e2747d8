package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.base.DirectoryCache;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentAdaptersTest {
    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void shouldNameTheFileWhoseBytesAreNotThoseThatWerePromoted() {
        // Given
        store.putIfAbsent("runs/a/adapter/" + PeftDirectory.WEIGHTS, "flipped".getBytes(StandardCharsets.UTF_8));
        store.putIfAbsent("runs/a/adapter/" + PeftDirectory.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
        String promoted = Digest.sha256("promoted".getBytes(StandardCharsets.UTF_8));
        ParentAdapters parents = new ParentAdapters(new DirectoryCache(store, directory));

        // When, then
        assertThatThrownBy(() -> parents.read(ArtifactRef.of(store.bucket(), "runs/a/adapter/", promoted, 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs/a/adapter/" + PeftDirectory.WEIGHTS + " has the sha256 ")
                .hasMessageContaining("in place of " + promoted);
    }
}
