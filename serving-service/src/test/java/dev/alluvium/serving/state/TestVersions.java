package dev.alluvium.serving.state;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.contracts.trust.Verifier.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Versions of a model, signed as a registry's would be. */
public final class TestVersions {
    public static final String MODEL = "notes";
    public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private static final KeyPair PAIR = TrustKeys.generate();
    private static final Signer SIGNER = new Signer("all", PAIR.getPrivate());
    private static final Statement[] ALL = {Statement.TRAINED, Statement.EVALUATED, Statement.ADMITTED};

    private TestVersions() {}

    /** Trusts the key that signs all test versions. */
    public static Verifier verifier() {
        return new Verifier(Map.of("all", new TrustedKey(PAIR.getPublic(), EnumSet.allOf(Statement.class))));
    }

    /** A version whose bytes are named by its number. */
    public static DeployedVersion version(int number) {
        return number == 0 ? DeployedVersion.base() : version(number, sha256(number), ALL);
    }

    /** A version over other bytes, or with other attestations. */
    public static DeployedVersion version(int number, String sha256, Statement... statements) {
        return version(number, sha256, "runs/r" + number + "/a1/adapter/", statements);
    }

    /** A version whose directory lies at {@code prefix}. */
    public static DeployedVersion version(int number, String sha256, String prefix, Statement... statements) {
        List<Attestation> attestations = Arrays.stream(statements.length == 0 ? ALL : statements)
                .map(statement -> SIGNER.attest(statement, MODEL, sha256, NOW))
                .toList();
        return new DeployedVersion(number, ArtifactRef.of("alluvium", prefix, sha256, 1), attestations);
    }

    public static ServingDesired desired(int number, long generation) {
        return desired(version(number), 1, generation);
    }

    public static ServingDesired desired(DeployedVersion version, long epoch, long generation) {
        return new ServingDesired(MODEL, "tiny", version, null, 0, null, epoch, generation, NOW);
    }

    public static VersionProof proof(int number) {
        return new VersionProof(number, number == 0 ? "" : sha256(number), "fingerprint-" + number);
    }

    private static String sha256(int number) {
        return Digest.sha256(("adapter " + number).getBytes(StandardCharsets.UTF_8));
    }
}
