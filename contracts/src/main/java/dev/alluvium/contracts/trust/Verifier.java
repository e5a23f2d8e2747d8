package dev.alluvium.contracts.trust;

import dev.alluvium.contracts.trust.Attestation.Statement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks attestations against trusted keys.
 *
 * <p>Which key may state what is part of the trust: a trainer's key cannot admit.
 */
public class Verifier {
    private final Map<String, TrustedKey> keys;

    /**
     * Whom to believe what.
     *
     * @param keys public ones, of which any may have signed: the present one and those that it replaced
     * @param statements that they may make
     */
    public record TrustedKey(List<PublicKey> keys, Set<Statement> statements) {
        public TrustedKey {
            keys = List.copyOf(keys);
        }

        /** Of one key. */
        public TrustedKey(PublicKey key, Set<Statement> statements) {
            this(List.of(key), statements);
        }
    }

    public Verifier(Map<String, TrustedKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Whether there is a key that may state it. */
    public boolean knows(Statement statement) {
        return keys.values().stream().anyMatch(key -> key.statements().contains(statement));
    }

    /** Whether the attestation was signed by a key that may state it. */
    public boolean valid(Attestation attestation) {
        TrustedKey trusted = keys.get(attestation.keyId());
        return trusted != null
                && trusted.statements().contains(attestation.statement())
                && trusted.keys().stream().anyMatch(key -> signed(attestation, key));
    }

    private static boolean signed(Attestation attestation, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(Attestation.payload(
                            attestation.statement(), attestation.model(), attestation.subject(), attestation.at())
                    .getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(attestation.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The statements still missing before users may be answered with the adapter: trained (or imported), evaluated and
     * admitted, each over {@code sha256}. Empty means it may be served.
     */
    public Set<Statement> missing(Collection<Attestation> attestations, String model, String sha256) {
        Set<Statement> missing = EnumSet.of(Statement.TRAINED, Statement.EVALUATED, Statement.ADMITTED);
        for (Attestation attestation : attestations) {
            if (attestation.subject().equals(sha256) && attestation.model().equals(model) && valid(attestation)) {
                missing.remove(
                        attestation.statement() == Statement.IMPORTED ? Statement.TRAINED : attestation.statement());
            }
        }
        return missing;
    }
}
