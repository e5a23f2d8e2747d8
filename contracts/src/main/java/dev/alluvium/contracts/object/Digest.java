package dev.alluvium.contracts.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, whole for artefacts and cut to 128 bits for identities. */
public final class Digest {
    private static final char UNIT_SEPARATOR = 0x1f;

    private Digest() {}

    /** SHA-256 of {@code bytes}, 64 hex characters. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    /** SHA-256 of all that is left of {@code in}, whatever its size, 64 hex characters. */
    public static String sha256(InputStream in) throws IOException {
        MessageDigest digest = newSha256();
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** First 128 bits of the SHA-256 of the parts, each closed by a separator so that no two lists collide. */
    public static String id(String... parts) {
        MessageDigest digest = newSha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) UNIT_SEPARATOR);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /** A fresh SHA-256 for streaming. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
