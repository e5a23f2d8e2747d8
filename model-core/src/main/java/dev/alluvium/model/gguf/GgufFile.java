package dev.alluvium.model.gguf;

import dev.alluvium.model.ModelException;
import dev.alluvium.model.tensor.CloseOnFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A GGUF file open for reading. Its head is checked whole on opening; the bytes of a tensor are read when they are asked
 * for.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufFile implements AutoCloseable {
    private final FileChannel channel;
    private final GgufFault fault;
    private final GgufHeader header;

    private GgufFile(Path path, FileChannel channel) throws IOException {
        this.channel = channel;
        this.fault = new GgufFault(path.toString());
        long size = channel.size();
        this.header = GgufHeader.read(new GgufBytes(channel, size, fault), size, fault);
    }

    /**
     * Opens a file.
     *
     * @throws ModelException if it is none, is of a version or holds a type that is not read, or is damaged
     */
    static GgufFile open(Path path) {
        FileChannel channel = null;
        try {
            if (Files.isDirectory(path)) {
                throw new ModelException(path, "a directory", "must be a GGUF file", "name the file in it");
            }
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new GgufFile(path, channel);
        } catch (NoSuchFileException e) {
            throw new ModelException(path, "absent", "must exist", "check the path", e);
        } catch (IOException | RuntimeException e) {
            CloseOnFailure.after(e, channel);
            if (e instanceof ModelException fault) {
                throw fault;
            }
            throw new ModelException(path, e.getClass().getSimpleName(), "cannot be read", "check the path", e);
        }
    }

    GgufFault fault() {
        return fault;
    }

    GgufMetadata metadata() {
        return new GgufMetadata(header.metadata(), fault);
    }

    Map<String, GgufHeader.Entry> tensors() {
        return header.tensors();
    }

    /** Fills {@code into} with the bytes of a tensor from {@code from} on. */
    void read(String name, long from, ByteBuffer into) {
        long at = from;
        try {
            while (into.hasRemaining()) {
                int read = channel.read(into, at);
                if (read < 0) {
                    throw fault.at(name).damaged(at + " bytes", "ends within the tensor");
                }
                at += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of " + fault.path(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
