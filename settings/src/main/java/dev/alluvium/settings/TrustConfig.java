package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where the Ed25519 keys are: {@code NAME.key} (private, base64 PKCS#8) and {@code NAME.pub} for trainer, evaluator and
 * registry. A service needs its own private key and the public keys of the others.
 *
 * @param directory of the key files
 * @param registryMessages which messages of the registry are believed
 */
public record TrustConfig(
        @Nullable String directory, @Nullable RegistryMessages registryMessages) {
    static final TrustConfig DEFAULT = new TrustConfig(null);

    /** Whose word on the registry's topics is taken. */
    public enum RegistryMessages {
        /** What the registry signed. */
        SIGNED,
        /** Whatever stands there. */
        ANY
    }

    public TrustConfig {
        directory = directory == null ? "keys" : directory;
        registryMessages = registryMessages == null ? RegistryMessages.SIGNED : registryMessages;
    }

    /** Keys in a directory, and nothing believed that is not signed. */
    public TrustConfig(@Nullable String directory) {
        this(directory, null);
    }
}
