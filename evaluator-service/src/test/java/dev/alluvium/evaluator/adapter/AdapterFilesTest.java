package dev.alluvium.evaluator.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterFilesTest {
    private static final String PREFIX = "runs/run-1/a001/adapter/";
    private static final DecoderConfig BASE =
            new DecoderConfig(64, 16, 24, 1, 2, 2, 8, 1e-5, 10000, 32, true, List.of(0));
    private static final Adapter ADAPTER = Adapter.init(LoraShape.all(2), BASE, 1);
    private static final KeyPair KEYS = TrustKeys.generate();

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private AdapterFiles files;
    private ArtifactRef reference;

    @BeforeEach
    void upload() throws IOException {
        Path written = directory.resolve("written");
        PeftDirectory.write(written, ADAPTER, "tiny");
        byte[] weights = Files.readAllBytes(written.resolve(PeftDirectory.WEIGHTS));
        store.putIfAbsent(PREFIX + PeftDirectory.WEIGHTS, weights);
        store.putIfAbsent(PREFIX + PeftDirectory.CONFIG, Files.readAllBytes(written.resolve(PeftDirectory.CONFIG)));
        reference = ArtifactRef.of(store.bucket(), PREFIX, Digest.sha256(weights), weights.length);
        Verifier verifier =
                new Verifier(Map.of("trainer", new Verifier.TrustedKey(KEYS.getPublic(), Set.of(Statement.TRAINED))));
        files = new AdapterFiles(store, directory.resolve("cache"), verifier);
    }

    @Test
    void shouldLoadWhatATrainerStatesItTrained() {
        assertThat(files.load("notes", reference, List.of(stated("notes", reference.sha256()))))
                .isEqualTo(ADAPTER);
    }

    @Test
    void shouldRefuseAConfigurationThatWasChanged() {
        // Given
        String config = new String(
                store.get(PREFIX + PeftDirectory.CONFIG).orElseThrow().bytes(), StandardCharsets.UTF_8);
        replace(PeftDirectory.CONFIG, config.replaceFirst("\"lora_alpha\"\\s*:\\s*", "\"lora_alpha\" : 9"));

        // When, then
        assertThatThrownBy(() -> files.load("notes", reference, List.of(stated("notes", reference.sha256()))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("differs from what is sealed");
    }

    @Test
    void shouldRefuseWeightsThatWereChanged() {
        // Given
        replace(PeftDirectory.WEIGHTS, "other bytes");

        // When, then
        assertThatThrownBy(() -> files.load("notes", reference, List.of(stated("notes", reference.sha256()))))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("/" + PeftDirectory.WEIGHTS + " differs from its reference");
    }

    @Test
    void shouldRefuseWhatNobodyStatesOrSomebodyStatesOfAnother() {
        for (List<Attestation> stated : List.of(
                List.<Attestation>of(),
                List.of(stated("another", reference.sha256())),
                List.of(stated("notes", "00")))) {
            assertThatThrownBy(() -> files.load("notes", reference, stated))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("no valid statement");
        }
    }

    private void replace(String file, String content) {
        store.delete(PREFIX + file);
        store.putIfAbsent(PREFIX + file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Attestation stated(String model, String sha256) {
        return new Signer("trainer", KEYS.getPrivate()).attest(Statement.TRAINED, model, sha256, Instant.EPOCH);
    }
}
