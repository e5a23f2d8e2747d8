package dev.alluvium.contracts.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** Signs attestations with one Ed25519 key. */
public final class Signer {
    private final String keyId;
    private final PrivateKey key;

    public Signer(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    public Attestation attest(Attestation.Statement statement, String model, String subject, Instant at) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(Attestation.payload(statement, model, subject, at).getBytes(StandardCharsets.UTF_8));
            return new Attestation(
                    statement, model, subject, keyId, Base64.getEncoder().encodeToString(signature.sign()), at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key " + keyId + " cannot sign; make a new Ed25519 key", e);
        }
    }
}
