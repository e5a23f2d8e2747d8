package dev.alluvium.registry.decide;

import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.contracts.trust.Verifier.TrustedKey;
import dev.alluvium.settings.CanaryConfig;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fresh keys of trainer, evaluator and registry, each trusted for its own statement alone. */
public final class TestKeys {
    private final KeyPair trainerPair = TrustKeys.generate();
    private final KeyPair evaluatorPair = TrustKeys.generate();
    private final KeyPair registryPair = TrustKeys.generate();

    public final Signer trainer = new Signer("trainer", trainerPair.getPrivate());
    public final Signer evaluator = new Signer("evaluator", evaluatorPair.getPrivate());
    public final Signer registry = new Signer("registry", registryPair.getPrivate());
    public final Verifier verifier = new Verifier(Map.of(
            "trainer", new TrustedKey(trainerPair.getPublic(), Set.of(Statement.TRAINED)),
            "evaluator", new TrustedKey(evaluatorPair.getPublic(), Set.of(Statement.EVALUATED)),
            "registry",
                    new TrustedKey(
                            registryPair.getPublic(),
                            Set.of(Statement.ADMITTED, Statement.RECORDED, Statement.DESIRED))));

    public RegistrySettings settings(int maxAttempts) {
        return settings(maxAttempts, null);
    }

    /** With versions that are tried on users first, or not if {@code canary} is null. */
    public RegistrySettings settings(int maxAttempts, @Nullable CanaryConfig canary) {
        return new RegistrySettings(
                maxAttempts, 1, registry::attest, verifier::valid, model -> Optional.ofNullable(canary));
    }
}
