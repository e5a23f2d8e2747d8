package dev.alluvium.runtime.trust;

import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.contracts.trust.Verifier.TrustedKey;
import dev.alluvium.settings.TrustConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ed25519 keys in files: {@code NAME.key} and {@code NAME.pub} in the trust directory. */
public final class KeyFiles {
    private static final Map<String, Set<Statement>> MAY_STATE = Map.of(
            "trainer", Set.of(Statement.TRAINED),
            "evaluator", Set.of(Statement.EVALUATED),
            "registry", Set.of(Statement.ADMITTED, Statement.IMPORTED, Statement.RECORDED, Statement.DESIRED));

    private KeyFiles() {}

    /** Makes the pairs that are missing; private keys are readable by their owner alone. */
    public static void ensure(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String name : MAY_STATE.keySet()) {
                Path secret = directory.resolve(name + ".key");
                if (!Files.exists(secret)) {
                    KeyPair pair = TrustKeys.generate();
                    Files.writeString(directory.resolve(name + ".pub"), TrustKeys.encode(pair.getPublic()) + "\n");
                    Path fresh = Files.createTempFile(
                            directory,
                            name,
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    Files.writeString(fresh, TrustKeys.encode(pair.getPrivate()) + "\n");
                    Files.move(fresh, secret);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make keys in " + directory, e);
        }
    }

    /** Signs as {@code name}: trainer, evaluator or registry. */
    public static Signer signer(TrustConfig trust, Path base, String name) {
        return new Signer(
                name, TrustKeys.decodePrivate(read(directory(trust, base).resolve(name + ".key"))));
    }

    /**
     * Checks against the public keys in the directory; each key may state only what its name may. A file holds one key a line: the
     * present one, and those that it replaced.
     */
    public static Verifier verifier(TrustConfig trust, Path base) {
        Map<String, TrustedKey> keys = new HashMap<>();
        MAY_STATE.forEach((name, statements) -> {
            Path file = directory(trust, base).resolve(name + ".pub");
            if (Files.exists(file)) {
                List<PublicKey> known = read(file)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(TrustKeys::decodePublic)
                        .toList();
                keys.put(name, new TrustedKey(known, statements));
            }
        });
        return new Verifier(keys);
    }

    private static Path directory(TrustConfig trust, Path base) {
        return base.resolve(trust.directory());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "trust.directory: cannot read " + file
                            + "; mount the key there, or make keys with openssl genpkey -algorithm ed25519",
                    e);
        }
    }
}
