package dev.alluvium.contracts.serving;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version with all that a replica needs to load and to trust it; version 0 has no adapter. */
public record DeployedVersion(int version, @Nullable ArtifactRef adapter, List<Attestation> attestations) {
    public DeployedVersion {
        attestations = List.copyOf(attestations);
    }

    /** The base without adapter. */
    public static DeployedVersion base() {
        return new DeployedVersion(0, null, List.of());
    }
}
