package dev.alluvium.model.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file open for reading. The header is checked on opening; tensors are mapped and widened to fp32 one at
 * a time. Errors: a truncated file, a header that lies about offsets, a dtype that is not F32, F16 or BF16.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final long MAX_HEADER = 100L << 20;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private record Entry(DType dtype, long[] shape, long begin) {}

    private SafetensorsFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        long size = channel.size();
        long header = size < 8 ? -1 : read(0, 8).getLong();
        if (header < 2 || header > Math.min(size - 8, MAX_HEADER)) {
            throw broken(path, size + " bytes", "is shorter than its header says or is no safetensors file");
        }
        dataStart = 8 + header;
        parse(new String(read(8, (int) header).array(), StandardCharsets.UTF_8), size - dataStart);
    }

    /** Opens a file and checks its header against the file's size. */
    public static SafetensorsFile open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new SafetensorsFile(path, channel);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            if (e instanceof RuntimeException fault) {
                throw fault;
            }
            throw new ModelException(path, e.getClass().getSimpleName(), "cannot be read", "check the path", e);
        }
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** The shape of a tensor. */
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** Reads one tensor, widened to fp32. */
    public HostTensor read(String name) {
        Entry entry = entry(name);
        int count = Math.toIntExact(HostTensor.elements(entry.shape()));
        float[] values = new float[count];
        try {
            long bytes = (long) count * entry.dtype().bytes();
            long from = dataStart + entry.begin();
            for (long done = 0; done < bytes; ) {
                int block = (int) Math.min(1 << 26, bytes - done);
                ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, from + done, block);
                widen(mapped.order(ByteOrder.LITTLE_ENDIAN), entry.dtype(), values, (int)
                        (done / entry.dtype().bytes()));
                done += block;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of " + path, e);
        }
        return new HostTensor(entry.shape(), values);
    }

    /** Reads every tensor. */
    public Map<String, HostTensor> readAll() {
        Map<String, HostTensor> all = new LinkedHashMap<>();
        entries.keySet().forEach(name -> all.put(name, read(name)));
        return all;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void widen(ByteBuffer bytes, DType dtype, float[] into, int at) {
        if (dtype == DType.F32) {
            bytes.asFloatBuffer().get(into, at, bytes.remaining() / 4);
            return;
        }
        for (int i = at; bytes.hasRemaining(); i++) {
            into[i] = dtype.read(bytes);
        }
    }

    private void parse(String header, long dataSize) {
        JsonNode root;
        try {
            root = Safetensors.JSON.readTree(header);
        } catch (JsonProcessingException e) {
            throw broken(path, "header", "is not JSON");
        }
        root.path("__metadata__")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        root.properties().stream()
                .filter(e -> !e.getKey().equals("__metadata__"))
                .forEach(e -> entries.put(e.getKey(), entry(e.getKey(), e.getValue(), dataSize)));
    }

    private Entry entry(String name, JsonNode node, long dataSize) {
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > dataSize) {
            throw broken(
                    path + "#" + name,
                    "bytes " + begin + " to " + end,
                    "lies outside the " + dataSize + " bytes of data present: the file is truncated or damaged");
        }
        DType dtype = dtype(name, node.path("dtype").asText());
        return new Entry(dtype, shape(name, node.path("shape"), (end - begin) / (double) dtype.bytes()), begin);
    }

    private long[] shape(String name, JsonNode node, double elements) {
        long[] shape = new long[node.size()];
        double product = 1;
        boolean whole = node.isArray();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.get(i).asLong(-1);
            whole &= shape[i] >= 0;
            product *= shape[i];
        }
        if (!whole || product != elements) {
            throw broken(path + "#" + name, elements + " elements", "does not fit its shape " + node);
        }
        return shape;
    }

    private DType dtype(String name, String value) {
        try {
            return DType.valueOf(value);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    path + "#" + name, value, "must be F32, F16 or BF16", "convert the checkpoint to one of them", e);
        }
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException(path + "#" + name, "absent", "must be present", "check the export of the model");
        }
        return entry;
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw broken(path, channel.size() + " bytes", "ends in the middle of its header");
            }
        }
        return bytes.flip();
    }

    private static ModelException broken(Object path, String value, String rule) {
        return new ModelException(path, value, rule, "copy or download the file again");
    }

    private static void closeQuietly(@Nullable Channel channel, Exception cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
