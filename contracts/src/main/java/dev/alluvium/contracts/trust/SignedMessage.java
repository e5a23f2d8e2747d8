package dev.alluvium.contracts.trust;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;

/**
 * What the registry signs of a message: its topic, its key and the bytes of its value; of the log also all signed events before
 * it, so that an event that is repeated, moved or left away fits no place.
 */
public final class SignedMessage {
    /** The header of a message that holds its {@link Attestation} as JSON. */
    public static final String HEADER = "alluvium-attestation";

    /** What stands for the events before the first signed one. */
    public static final String NOTHING_BEFORE = "";

    private SignedMessage() {}

    /**
     * The subject of a message's attestation.
     *
     * @param before the subject of the signed event before it; {@link #NOTHING_BEFORE} for the first, and on other topics
     */
    public static String of(Topic<?> topic, String before, byte[] key, byte[] value) {
        String text = "alluvium/message/v1\n" + topic.suffix() + "\n" + before + "\n" + Digest.sha256(key) + "\n"
                + Digest.sha256(value);
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
