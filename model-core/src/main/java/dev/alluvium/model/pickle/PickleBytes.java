package dev.alluvium.model.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The arguments of pickle operations; an end before the end is a refusal. */
final class PickleBytes {
    private static final int LONGEST_LINE = 256;

    private final PickleFault fault;
    private final ByteBuffer bytes;

    PickleBytes(PickleFault fault, byte[] bytes) {
        this.fault = fault;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int u1() {
        require(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int u2() {
        require(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    int i4() {
        require(4);
        return bytes.getInt();
    }

    void skip(int count) {
        require(count);
        bytes.position(bytes.position() + count);
    }

    /** A little-endian two's complement number of up to 8 bytes. */
    long number(int length) {
        require(length);
        if (length > Long.BYTES) {
            throw fault.refused(length + " bytes", "is too long for a whole number");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= Byte.toUnsignedLong(bytes.get()) << 8 * i;
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    /** UTF-8 with its length in four bytes before it. */
    String text() {
        int length = i4();
        require(length);
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Text up to a line feed. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int next = u1(); next != '\n'; next = u1()) {
            if (line.length() == LONGEST_LINE) {
                throw fault.refused(line.substring(0, 32) + "…", "is too long a name");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private void require(int count) {
        if (count < 0 || bytes.remaining() < count) {
            throw fault.damaged("byte " + bytes.limit(), "ends in the middle of an operation: the file is truncated");
        }
    }
}
