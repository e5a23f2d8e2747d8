package dev.alluvium.cleaning.text;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names facts that would otherwise name a person: HMAC-SHA-256 under the installation's secret, so that two people stay
 * two facts and nobody can find them by trying names.
 */
public final class FactKeyHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;
    private static final int NAME_BYTES = 16;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if {@code secret} has less than 32 bytes */
    public FactKeyHash(byte[] secret) {
        if (secret.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("fact key: has " + secret.length + " bytes, must have at least 32");
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The name of {@code fact} that tells nothing: {@code p/} and 128 bits in hexadecimal. */
    public String name(String fact) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(fact.getBytes(StandardCharsets.UTF_8));
            return "p/" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
