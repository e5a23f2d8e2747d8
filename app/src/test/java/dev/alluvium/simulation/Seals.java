package dev.alluvium.simulation;

import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Verifier;
import java.time.Instant;
import java.util.Map;

/** Attestations that cost no cryptography: the signature is the statement's own words. */
final class Seals extends Verifier {
    private static final String KEY = "sealed";

    Seals() {
        super(Map.of());
    }

    static Attestation attest(Statement statement, String model, String sha256, Instant at) {
        return new Attestation(statement, model, sha256, KEY, words(statement, model, sha256), at);
    }

    @Override
    public boolean valid(Attestation attestation) {
        return attestation.keyId().equals(KEY)
                && attestation
                        .signature()
                        .equals(words(attestation.statement(), attestation.model(), attestation.subject()));
    }

    private static String words(Statement statement, String model, String sha256) {
        return statement + " " + model + " " + sha256;
    }
}
