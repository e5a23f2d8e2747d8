package dev.alluvium.registry.decide;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.settings.CanaryConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules depend on beside the state.
 *
 * @param maxAttempts runs without a verdict before a round is given up
 * @param epoch of this registry's leadership, written into everything that serving should do
 * @param admission signs in the registry's name
 * @param valid whether an attestation was signed by a key that may state it
 * @param canary how a model's versions are tried on live traffic first; empty where they are not
 */
public record RegistrySettings(
        int maxAttempts,
        long epoch,
        Admission admission,
        Predicate<Attestation> valid,
        Function<String, Optional<CanaryConfig>> canary) {
    /** Signs a statement about an adapter. */
    @FunctionalInterface
    public interface Admission {
        Attestation attest(Statement statement, String model, String sha256, Instant at);
    }

    /** Whether {@code attestation} is a valid {@code statement} about this adapter of this model. */
    boolean proves(@Nullable Attestation attestation, Statement statement, String model, ArtifactRef adapter) {
        return attestation != null
                && attestation.statement() == statement
                && attestation.model().equals(model)
                && attestation.subject().equals(adapter.sha256())
                && valid.test(attestation);
    }

    /** Whether the version carries a valid {@code statement}. */
    boolean proves(VersionState version, Statement statement, String model) {
        ArtifactRef adapter = version.adapter();
        return adapter != null
                && version.attestations().stream().anyMatch(one -> proves(one, statement, model, adapter));
    }

    /** The registry's own attestation that users may be answered with this version; null for the bare base. */
    @Nullable Attestation admit(VersionState version, String model, Instant at) {
        ArtifactRef adapter = version.adapter();
        if (adapter == null) {
            return null;
        }
        return version.attestations().stream()
                .filter(one -> proves(one, Statement.ADMITTED, model, adapter))
                .findFirst()
                .orElseGet(() -> admission.attest(Statement.ADMITTED, model, adapter.sha256(), at));
    }
}
