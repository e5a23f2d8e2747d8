package dev.alluvium.model.gguf;

import dev.alluvium.model.ModelException;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes GGUF of version 3: keys and tensors in the order in which they were given. */
final class GgufWriter {
    private static final int ALIGNMENT = 32;
    private static final int U32 = 4;
    private static final int I32 = 5;
    private static final int F32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final List<Item> items = new ArrayList<>();
    private int keyCount;

    /** @param headRows as in {@link GgufTensor}, the other way round */
    private record Item(String name, GgmlType type, StoredTensor source, int headRows) {
        long bytes() {
            return type.bytes(HostTensor.elements(source.shape()));
        }

        long padded() {
            return (bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    GgufWriter put(String key, String value) {
        key(key, STRING);
        text(keys, value);
        return this;
    }

    GgufWriter put(String key, int value) {
        key(key, U32);
        keys.writeBytes(little(4).putInt(value).array());
        return this;
    }

    GgufWriter put(String key, float value) {
        key(key, F32);
        keys.writeBytes(little(4).putFloat(value).array());
        return this;
    }

    GgufWriter put(String key, boolean value) {
        key(key, BOOL);
        keys.write(value ? 1 : 0);
        return this;
    }

    GgufWriter put(String key, List<String> values) {
        array(key, STRING, values.size());
        values.forEach(value -> text(keys, value));
        return this;
    }

    GgufWriter put(String key, int... values) {
        array(key, I32, values.length);
        for (int value : values) {
            keys.writeBytes(little(4).putInt(value).array());
        }
        return this;
    }

    private void array(String key, int type, int count) {
        key(key, ARRAY);
        keys.writeBytes(little(12).putInt(type).putLong(count).array());
    }

    private void key(String key, int type) {
        keyCount++;
        text(keys, key);
        keys.writeBytes(little(4).putInt(type).array());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(8).putLong(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A tensor that is read when the file is written. */
    GgufWriter tensor(String name, GgmlType type, StoredTensor source, int headRows) {
        items.add(new Item(name, type, source, headRows));
        return this;
    }

    /** Writes the file; it is on disk when this returns. */
    void write(Path file, ShardedSafetensors.Progress progress) throws IOException {
        String name = String.valueOf(file.getFileName());
        long total = items.stream().mapToLong(Item::bytes).sum();
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            byte[] head = head();
            out.write(head);
            out.write(new byte[padding(head.length)]);
            long done = 0;
            for (Item item : items) {
                values(item, out);
                out.write(new byte[padding(item.bytes())]);
                done += item.bytes();
                progress.wrote(name, done, total);
            }
            out.flush();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private static int padding(long bytes) {
        return (int) ((ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT);
    }

    private byte[] head() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        head.writeBytes(
                little(20).putInt(3).putLong(items.size()).putLong(keyCount).array());
        head.writeBytes(keys.toByteArray());
        long offset = 0;
        for (Item item : items) {
            long[] shape = item.source().shape();
            text(head, item.name());
            ByteBuffer rest = little(4 + 8 * shape.length + 12).putInt(shape.length);
            for (int i = shape.length - 1; i >= 0; i--) {
                rest.putLong(shape[i]);
            }
            head.writeBytes(rest.putInt(item.type().id()).putLong(offset).array());
            offset += item.padded();
        }
        return head.toByteArray();
    }

    /** Rows, or the rows of a head, are gathered, put in order, encoded and written. */
    private static void values(Item item, OutputStream out) {
        long[] shape = item.source().shape();
        int row = (int) shape[shape.length - 1];
        int unit = Math.multiplyExact(row, Math.max(1, item.headRows()));
        float[] gathered = new float[unit];
        float[] ordered = item.headRows() == 0 ? gathered : new float[unit];
        ByteBuffer encoded = little((int) item.type().bytes(unit));
        int[] filled = {0};
        item.source().blocks((bytes, from) -> {
            ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                gathered[filled[0]++] = checked(item, item.source().dtype().read(in));
                if (filled[0] == unit) {
                    if (item.headRows() > 0) {
                        RotaryRowOrder.interleave(gathered, ordered, unit, row, item.headRows());
                    }
                    Quantised.write(item.type(), ordered, encoded.clear());
                    send(encoded, out);
                    filled[0] = 0;
                }
            }
        });
    }

    private static void send(ByteBuffer encoded, OutputStream out) {
        try {
            out.write(encoded.array(), 0, encoded.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float checked(Item item, float value) {
        boolean large = item.type() != GgmlType.F32 && item.type() != GgmlType.BF16 && Math.abs(value) > 65504;
        if (!Float.isFinite(value) || large) {
            throw new ModelException(
                    item.name(),
                    value,
                    "cannot be written as " + item.type(),
                    "use --type f32, or train the adapter again");
        }
        return value;
    }
}
