package dev.alluvium.model.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The head of a file, read forward through a small window; no length in it is believed beyond what the file has. */
final class GgufBytes {
    /** Of keys, values and descriptions of tensors together; a vocabulary of 262,144 tokens takes about 12 MiB. */
    static final long MOST = 128L << 20;

    private final FileChannel channel;
    private final long size;
    private final GgufFault fault;
    private final ByteBuffer window =
            ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long next;

    GgufBytes(FileChannel channel, long size, GgufFault fault) {
        this.channel = channel;
        this.size = size;
        this.fault = fault;
    }

    /** Where the next byte stands in the file. */
    long position() {
        return next - window.remaining();
    }

    int u8() {
        return need(1, "a byte").get() & 0xff;
    }

    int u16() {
        return need(2, "a number").getShort() & 0xffff;
    }

    long u32() {
        return need(4, "a number").getInt() & 0xffffffffL;
    }

    /** 64 bits; a number beyond 2^63 - 1 is negative here. */
    long i64() {
        return need(8, "a number").getLong();
    }

    /** A count or a length: each counted thing takes {@code each} bytes or more. */
    int count(String what, long each, long most) {
        long count = i64();
        long rest = size - position();
        if (count < 0 || count > rest / each) {
            throw fault.damaged(
                    what + " " + Long.toUnsignedString(count) + " at byte " + (position() - 8),
                    "needs more than the " + rest + " bytes that follow");
        }
        if (count > most) {
            throw fault.refused(
                    what + " " + count + " at byte " + (position() - 8),
                    "must be at most " + most,
                    "take the model from a source that you trust");
        }
        return (int) count;
    }

    /** A length and as many bytes of UTF-8. */
    String text(String what, int most) {
        int length = count("length of " + what, 1, most);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int part = Math.min(length - at, window.capacity());
            need(part, what).get(bytes, at, part);
            at += part;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault.damaged(what + " at byte " + (position() - length), "must be UTF-8", e);
        }
    }

    private ByteBuffer need(int bytes, String what) {
        if (window.remaining() >= bytes) {
            return window;
        }
        if (position() + bytes > MOST) {
            throw fault.refused(
                    "more than " + MOST + " bytes before the tensors",
                    "is beyond what a model's head has",
                    "take the model from a source that you trust");
        }
        try {
            window.compact();
            while (window.position() < bytes) {
                int read = channel.read(window, next);
                if (read < 0) {
                    throw fault.damaged(next + " bytes", "ends where " + what + " should follow");
                }
                next += read;
            }
            return window.flip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + fault.path(), e);
        }
    }
}
