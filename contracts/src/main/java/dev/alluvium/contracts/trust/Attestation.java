package dev.alluvium.contracts.trust;

import java.time.Instant;

/**
 * A signed statement about an adapter.
 *
 * @param subject sha256 of the adapter's weights
 * @param keyId which key signed
 * @param signature Ed25519, base64
 */
public record Attestation(
        Statement statement, String model, String subject, String keyId, String signature, Instant at) {
    /** What is stated; serving wants all three of an adapter. */
    public enum Statement {
        TRAINED,
        IMPORTED,
        EVALUATED,
        ADMITTED
    }

    /** The text that is signed. */
    static String payload(Statement statement, String model, String subject, Instant at) {
        return "alluvium/attestation/v1\n" + statement + "\n" + model + "\n" + subject + "\n" + at;
    }
}
