package dev.alluvium.bench.serve;

import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.TrustConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts attested versions into a store. */
final class StoredVersions {
    private static final Map<Statement, String> SIGNERS =
            Map.of(Statement.TRAINED, "trainer", Statement.EVALUATED, "evaluator", Statement.ADMITTED, "registry");

    private final MinioObjectStore store;
    private final Path directory;
    private final TrustConfig trust;
    private final DecoderConfig config;

    /** @param directory with the keys, and room for adapters on their way */
    StoredVersions(MinioObjectStore store, LocalBase base, Path directory, TrustConfig trust) {
        this.store = store;
        this.directory = directory;
        this.trust = trust;
        try (BaseModel model = BaseModel.load(base.directory())) {
            this.config = model.config();
        }
    }

    DeployedVersion put(int number) {
        if (number == 0) {
            return DeployedVersion.base();
        }
        Path written = directory.resolve("version-" + number);
        PeftDirectory.write(written, BenchVersions.adapter(config, number), "bench");
        String prefix = "runs/bench-" + number + "/a1/adapter/";
        String sha256 = "";
        long bytes = 0;
        for (String file : List.of(PeftDirectory.CONFIG, PeftDirectory.WEIGHTS)) {
            byte[] content = read(written.resolve(file));
            store.putIfAbsent(prefix + file, content);
            sha256 = Digest.sha256(content);
            bytes = content.length;
        }
        String digest = sha256;
        List<Attestation> attestations = SIGNERS.entrySet().stream()
                .map(signer -> KeyFiles.signer(trust, directory, signer.getValue())
                        .attest(signer.getKey(), BenchReplicas.MODEL, digest, Instant.EPOCH))
                .toList();
        return new DeployedVersion(number, ArtifactRef.of(store.bucket(), prefix, digest, bytes), attestations);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
