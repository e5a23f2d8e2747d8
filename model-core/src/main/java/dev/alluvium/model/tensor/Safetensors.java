package dev.alluvium.model.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the safetensors format: an 8-byte little-endian header length, a JSON header, then the tensors' bytes. The
 * same tensors give the same bytes: names are sorted and the header is padded to a multiple of 8.
 *
 * @see SafetensorsFile for reading
 */
public final class Safetensors {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK = 1 << 16;

    private Safetensors() {}

    /** Writes tensors as they are stored to a file, replacing it. */
    public static void write(Path file, Map<String, ? extends StoredTensor> tensors, Map<String, String> metadata) {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, tensors, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Writes tensors as they are stored to a stream that stays open. */
    public static void write(
            OutputStream out, Map<String, ? extends StoredTensor> tensors, Map<String, String> metadata)
            throws IOException {
        SortedMap<String, StoredTensor> sorted = new TreeMap<>(tensors);
        byte[] header = header(sorted, metadata);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        byte[] block = new byte[BLOCK];
        sorted.values().forEach(tensor -> tensor.blocks((bytes, from) -> copy(bytes, out, block)));
    }

    private static byte[] header(SortedMap<String, StoredTensor> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode meta = root.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(meta::put);
        }
        long offset = 0;
        for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", entry.getValue().dtype().name());
            node.set("shape", JSON.valueToTree(entry.getValue().shape()));
            long end = offset + entry.getValue().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = root.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(ByteBuffer bytes, OutputStream out, byte[] block) {
        try {
            while (bytes.hasRemaining()) {
                int count = Math.min(block.length, bytes.remaining());
                bytes.get(block, 0, count);
                out.write(block, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write tensors", e);
        }
    }
}
