package dev.alluvium.serving.state;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;

/**
 * A version that this replica has loaded and can prove.
 *
 * @param sha256 of the bytes that were loaded; empty for version 0
 * @param fingerprint digest of the loaded version's log-probabilities of a fixed prompt
 */
public record VersionProof(int version, String sha256, String fingerprint) {
    /** Whether these are the bytes that {@code wanted} names. */
    public boolean proves(DeployedVersion wanted) {
        return version == wanted.version() && sha256.equals(sha256(wanted));
    }

    public static String sha256(DeployedVersion wanted) {
        ArtifactRef adapter = wanted.adapter();
        return adapter == null ? "" : adapter.sha256();
    }
}
