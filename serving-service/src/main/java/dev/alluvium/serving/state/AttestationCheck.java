package dev.alluvium.serving.state;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Verifier;
import java.util.Optional;
import java.util.Set;

/** Checks whether a version may answer, by the signatures over its adapter. Version 0 is the base and needs none. */
public final class AttestationCheck {
    private final Verifier verifier;

    public AttestationCheck(Verifier verifier) {
        this.verifier = verifier;
    }

    /** Users are answered by nothing that was not trained or imported, evaluated and admitted. */
    public Optional<VersionRefusal> forUsers(String model, DeployedVersion version) {
        return judge(model, version, Set.of());
    }

    /** An operator may ask what was trained and evaluated, admitted or not. */
    public Optional<VersionRefusal> forOperators(String model, DeployedVersion version) {
        return judge(model, version, Set.of(Statement.ADMITTED));
    }

    private Optional<VersionRefusal> judge(String model, DeployedVersion version, Set<Statement> waived) {
        ArtifactRef adapter = version.adapter();
        if (adapter == null) {
            return version.version() == 0
                    ? Optional.empty()
                    : refuse(model, version, "has no adapter; only version 0 is the bare base");
        }
        if (version.version() == 0) {
            return refuse(model, version, "has an adapter; version 0 is the bare base");
        }
        Set<Statement> missing = verifier.missing(version.attestations(), model, adapter.sha256());
        missing.removeAll(waived);
        return missing.isEmpty()
                ? Optional.empty()
                : refuse(
                        model,
                        version,
                        "lacks a valid attestation " + missing + " over sha256 " + adapter.sha256()
                                + "; check the keys in trust.directory, or promote it again");
    }

    private static Optional<VersionRefusal> refuse(String model, DeployedVersion version, String rule) {
        return Optional.of(
                new VersionRefusal(VersionRefusal.Reason.UNATTESTED, model + "@" + version.version() + " " + rule));
    }
}
