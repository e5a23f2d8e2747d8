package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

/**
 * Where the Ed25519 keys are: {@code NAME.key} (private, base64 PKCS#8) and {@code NAME.pub} for trainer, evaluator and
 * registry. A service needs its own private key and the public keys of the others.
 *
 * @param directory of the key files
 * @param registryMessages which messages of the registry are believed
 */
public record TrustConfig(
        @Default("keys") String directory,
        @Default("signed") RegistryMessages registryMessages) {
    /** The directory {@code keys}, and nothing believed that is not signed. */
    public static final TrustConfig DEFAULT = RecordBinder.defaults(TrustConfig.class);

    /** Whose word on the registry's topics is taken. */
    public enum RegistryMessages {
        /** What the registry signed. */
        SIGNED,
        /** Whatever stands there. */
        ANY
    }

    /** Keys in a directory, and nothing believed that is not signed. */
    public static TrustConfig in(String directory) {
        return new TrustConfig(directory, RegistryMessages.SIGNED);
    }
}
