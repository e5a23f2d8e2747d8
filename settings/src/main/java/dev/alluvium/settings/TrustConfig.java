package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where the Ed25519 keys are: {@code NAME.key} (private, base64 PKCS#8) and {@code NAME.pub} for trainer, evaluator and
 * registry. A service needs its own private key and the public keys of the others.
 *
 * @param directory of the key files
 */
public record TrustConfig(@Nullable String directory) {
    static final TrustConfig DEFAULT = new TrustConfig(null);

    public TrustConfig {
        directory = directory == null ? "keys" : directory;
    }
}
