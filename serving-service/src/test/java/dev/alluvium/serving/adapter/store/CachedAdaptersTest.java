package dev.alluvium.serving.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.serving.engine.RefusedException;
import dev.alluvium.serving.state.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedAdaptersTest {
    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private static ArtifactRef reference(byte[] weights) {
        return ArtifactRef.of("alluvium", "runs/a/adapter/", Digest.sha256(weights), weights.length);
    }

    private void upload(byte[] weights) {
        store.putIfAbsent("runs/a/adapter/" + PeftDirectory.WEIGHTS, weights);
        store.putIfAbsent("runs/a/adapter/" + PeftDirectory.CONFIG, CONFIG);
    }

    @Test
    void shouldFetchAnAdapterThatOnlyItsOwnerMayRead() throws Exception {
        upload(WEIGHTS);

        Path local = new CachedAdapters(store, directory).fetch(reference(WEIGHTS));

        assertThat(local.resolve(PeftDirectory.WEIGHTS)).hasBinaryContent(WEIGHTS);
        assertThat(local.resolve(PeftDirectory.CONFIG)).hasBinaryContent(CONFIG);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local.resolve(PeftDirectory.WEIGHTS))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldRefuseOtherBytesThanTheDigestNames() {
        upload("tampered".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new CachedAdapters(store, directory).fetch(reference(WEIGHTS)))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(Reason.WRONG_DIGEST));
    }

    @Test
    void shouldSayThatTheStoreLacksAnAdapter() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new CachedAdapters(store, directory).fetch(reference(WEIGHTS)))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(Reason.UNREACHABLE))
                .withMessageContaining("runs/a/adapter/" + PeftDirectory.WEIGHTS);
    }

    @Test
    void shouldNeedNoStoreForWhatItHas() throws Exception {
        upload(WEIGHTS);
        Path first = new CachedAdapters(store, directory).fetch(reference(WEIGHTS));

        Path second = new CachedAdapters(new InMemoryObjectStore(), directory).fetch(reference(WEIGHTS));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldFetchAgainWhatWasChangedOnTheDisk() throws Exception {
        upload(WEIGHTS);
        CachedAdapters adapters = new CachedAdapters(store, directory);
        Files.writeString(adapters.fetch(reference(WEIGHTS)).resolve(PeftDirectory.WEIGHTS), "tampered");

        Path again = adapters.fetch(reference(WEIGHTS));

        assertThat(again.resolve(PeftDirectory.WEIGHTS)).hasBinaryContent(WEIGHTS);
    }

    @Test
    void shouldKeepTheEightLastUsed() throws Exception {
        CachedAdapters adapters = new CachedAdapters(store, directory);
        for (int i = 0; i < 10; i++) {
            byte[] weights = ("weights " + i).getBytes(StandardCharsets.UTF_8);
            String prefix = "runs/" + i + "/adapter/";
            store.putIfAbsent(prefix + PeftDirectory.WEIGHTS, weights);
            store.putIfAbsent(prefix + PeftDirectory.CONFIG, CONFIG);
            adapters.fetch(ArtifactRef.of("alluvium", prefix, Digest.sha256(weights), weights.length));
        }

        assertThat(directory.toFile().list()).hasSize(8);
    }
}
