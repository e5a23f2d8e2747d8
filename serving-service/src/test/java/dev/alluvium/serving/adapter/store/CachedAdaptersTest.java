package dev.alluvium.serving.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.settings.VllmConfig.ReadableBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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

        assertThatExceptionOfType(VersionRefusedException.class)
                .isThrownBy(() -> new CachedAdapters(store, directory).fetch(reference(WEIGHTS)))
                .withMessageContaining("/" + PeftDirectory.WEIGHTS + " has sha256 ")
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(Reason.WRONG_DIGEST));
    }

    @Test
    void shouldSayThatTheStoreLacksAnAdapter() {
        assertThatExceptionOfType(VersionRefusedException.class)
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

    private ArtifactRef other(int number) {
        byte[] weights = ("weights " + number).getBytes(StandardCharsets.UTF_8);
        String prefix = "runs/" + number + "/adapter/";
        store.putIfAbsent(prefix + PeftDirectory.WEIGHTS, weights);
        store.putIfAbsent(prefix + PeftDirectory.CONFIG, CONFIG);
        return ArtifactRef.of("alluvium", prefix, Digest.sha256(weights), weights.length);
    }

    @Test
    void shouldKeepWhatIsResidentAndTheLastUsedWithinItsBytes() throws Exception {
        long each = "weights 0".length() + CONFIG.length;
        ArtifactRef resident = other(0);
        CachedAdapters adapters =
                new CachedAdapters(store, directory, ReadableBy.OWNER, 3 * each, () -> Set.of(resident.sha256()));
        adapters.fetch(resident);
        Files.setLastModifiedTime(directory.resolve(resident.sha256()), FileTime.fromMillis(0));
        for (int i = 1; i < 10; i++) {
            Path fetched = adapters.fetch(other(i));
            Files.setLastModifiedTime(fetched, FileTime.fromMillis(i));
        }

        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder(resident.sha256(), other(8).sha256(), other(9).sha256());
    }

    @Test
    void shouldLetOthersReadWhereThatIsConfigured() throws Exception {
        CachedAdapters group =
                new CachedAdapters(store, directory.resolve("group"), ReadableBy.GROUP, Long.MAX_VALUE, Set::of);
        CachedAdapters everyone =
                new CachedAdapters(store, directory.resolve("everyone"), ReadableBy.EVERYONE, Long.MAX_VALUE, Set::of);

        Path forGroup = group.fetch(other(1));
        Path forEveryone = everyone.fetch(other(1));

        assertThat(permissions(forGroup)).isEqualTo("rwxr-x---");
        assertThat(permissions(forGroup.getParent())).isEqualTo("rwxr-x---");
        assertThat(permissions(forGroup.resolve(PeftDirectory.WEIGHTS))).isEqualTo("rw-r-----");
        assertThat(permissions(forEveryone)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(forEveryone.resolve(PeftDirectory.CONFIG))).isEqualTo("rw-r--r--");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
