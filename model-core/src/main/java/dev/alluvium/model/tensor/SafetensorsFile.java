package dev.alluvium.model.tensor;

import static dev.alluvium.model.tensor.SafetensorsHeader.broken;

import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file open for reading. The header is checked on opening; tensors are mapped a block at a time. Errors: a
 * truncated file, a header that lies about offsets, a dtype that is not F32, F16 or BF16.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final long MAX_HEADER = 100L << 20;
    private static final long WINDOW = 1L << 26;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        long size = channel.size();
        long length = size < 8 ? -1 : read(0, 8).getLong();
        if (length > MAX_HEADER && length <= size - 8) {
            throw broken(path, length + " bytes of header", "has a header beyond the format's limit of " + MAX_HEADER);
        }
        if (length < 2 || length > size - 8) {
            throw broken(path, size + " bytes", "is shorter than its header says or is no safetensors file");
        }
        dataStart = 8 + length;
        header = SafetensorsHeader.parse(
                path, new String(read(8, (int) length).array(), StandardCharsets.UTF_8), size - dataStart);
    }

    /** Opens a file and checks its header against the file's size. */
    public static SafetensorsFile open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new SafetensorsFile(path, channel);
        } catch (NoSuchFileException e) {
            throw new ModelException(path, "absent", "must exist", "check the path", e);
        } catch (IOException | RuntimeException e) {
            CloseOnFailure.after(e, channel);
            if (e instanceof RuntimeException fault) {
                throw fault;
            }
            throw new ModelException(path, e.getClass().getSimpleName(), "cannot be read", "check the path", e);
        }
    }

    public Path path() {
        return path;
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** The shape of a tensor. */
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** How a tensor is stored. */
    public DType dtype(String name) {
        return entry(name).dtype();
    }

    /** A tensor to be read later, while this file is open. */
    public StoredTensor tensor(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        return new StoredTensor() {
            @Override
            public long[] shape() {
                return entry.shape().clone();
            }

            @Override
            public DType dtype() {
                return entry.dtype();
            }

            @Override
            public void blocks(BlockSink sink) {
                SafetensorsFile.this.blocks(name, entry, sink);
            }
        };
    }

    /** Maps one tensor a block at a time, so that no copy of it is made here. */
    private void blocks(String name, SafetensorsHeader.Entry entry, StoredTensor.BlockSink sink) {
        long bytes = entry.end() - entry.begin();
        long window =
                StoredTensor.wholeRows(entry.shape(), WINDOW / entry.dtype().bytes())
                        * entry.dtype().bytes();
        for (long done = 0; done < bytes; done += window) {
            try (Mapping mapping =
                    new Mapping(channel, dataStart + entry.begin() + done, Math.min(window, bytes - done))) {
                sink.accept(mapping.bytes(), done / entry.dtype().bytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name + " of " + path, e);
            }
        }
    }

    /** Reads one tensor, widened to fp32. */
    public HostTensor read(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        float[] values = new float[Math.toIntExact(HostTensor.elements(entry.shape()))];
        blocks(name, entry, (bytes, from) -> entry.dtype().widen(bytes, values, (int) from));
        return new HostTensor(entry.shape(), values);
    }

    /** Reads every tensor. */
    public Map<String, HostTensor> readAll() {
        Map<String, HostTensor> all = new LinkedHashMap<>();
        names().forEach(name -> all.put(name, read(name)));
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

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
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
}
