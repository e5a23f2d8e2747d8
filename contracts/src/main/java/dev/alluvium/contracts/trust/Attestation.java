package dev.alluvium.contracts.trust;

import java.time.Instant;

/**
 * A signed statement about an adapter, or about a message of the registry ({@link SignedMessage}).
 *
 * @param subject sha256 of the adapter's weights, or of the message
 * @param keyId which key signed
 * @param signature Ed25519, base64
 */
public record Attestation(
        Statement statement, String model, String subject, String keyId, String signature, Instant at) {
    /** What is stated; serving wants three of an adapter: trained or imported, evaluated, admitted. */
    public enum Statement {
        TRAINED,
        IMPORTED,
        EVALUATED,
        ADMITTED,
        /** Of a message: it is the next event of the registry's log. */
        RECORDED,
        /** Of a message: the registry wants it served. */
        DESIRED
    }

    /** The text that is signed. */
    static String payload(Statement statement, String model, String subject, Instant at) {
        return "alluvium/attestation/v1\n" + statement + "\n" + model + "\n" + subject + "\n" + at;
    }
}
