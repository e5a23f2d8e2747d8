package dev.alluvium.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What a record says, in 16 bytes: equal in one of its parts for two records whose words of content are the same. Unlike
 * a similarity it tells a text from one that differs in a single word, however long both are.
 *
 * @param order of the words of content, in order
 * @param sentences of the words as they are written, whatever the order of the sentences
 */
public record Fingerprint(long order, long sentences) {
    /** Bytes of a fingerprint. */
    public static final int BYTES = 2 * Long.BYTES;

    /** Reads {@link #text}. */
    @JsonCreator
    public static Fingerprint parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (bytes.remaining() != BYTES) {
            throw new IllegalArgumentException("fingerprint has " + bytes.remaining() + " bytes, not " + BYTES);
        }
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /** All bytes in Base64. */
    @JsonValue
    public String text() {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(BYTES)
                        .putLong(order)
                        .putLong(sentences)
                        .array());
    }

    /** Whether both are those of near-duplicates. */
    public boolean near(Fingerprint other) {
        return order == other.order || sentences == other.sentences;
    }

    @Override
    public String toString() {
        return text();
    }
}
