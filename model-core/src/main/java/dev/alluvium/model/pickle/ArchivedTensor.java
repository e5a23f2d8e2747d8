package dev.alluvium.model.pickle;

import dev.alluvium.model.pickle.PickleValue.Tensor;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A view of a storage entry, given in row-major order whatever its strides are. */
record ArchivedTensor(ZipFile zip, ZipEntry entry, Tensor view, DType dtype) implements StoredTensor {
    private static final int BLOCK = 1 << 20;

    /** Refuses a storage whose bytes are not those of its elements. */
    ArchivedTensor requireWhole(String name) {
        long bytes = Math.multiplyExact(view.storage().elements(), dtype.bytes());
        if (entry.getSize() != bytes) {
            throw new PickleFault(name)
                    .damaged(entry.getName() + " of " + entry.getSize() + " bytes", "must have " + bytes);
        }
        if (!isContiguous() && bytes > Integer.MAX_VALUE - 8) {
            throw new PickleFault(name).refused("a strided view of " + bytes + " bytes", "must be below 2 GiB");
        }
        return this;
    }

    @Override
    public long[] shape() {
        return view.shape().clone();
    }

    @Override
    public void blocks(BlockSink sink) {
        try (InputStream in = zip.getInputStream(entry)) {
            if (isContiguous()) {
                in.skipNBytes(view.offset() * dtype.bytes());
                copy(in, sink);
            } else {
                gather(in.readAllBytes(), sink);
            }
        } catch (ZipException | EOFException e) {
            throw new PickleFault(zip.getName())
                    .damaged(entry.getName(), "cannot be read: the zip is damaged or cut short");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entry.getName() + " of " + zip.getName(), e);
        }
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int i = view.shape().length - 1; i >= 0; i--) {
            if (view.shape()[i] != 1 && view.strides()[i] != expected) {
                return false;
            }
            expected *= view.shape()[i];
        }
        return true;
    }

    private void copy(InputStream in, BlockSink sink) throws IOException {
        ReadableByteChannel channel = Channels.newChannel(in);
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        long bytes = elements() * dtype.bytes();
        for (long done = 0; done < bytes; done += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, bytes - done));
            while (block.hasRemaining()) {
                if (channel.read(block) < 0) {
                    throw new EOFException("ends early");
                }
            }
            sink.accept(block.flip(), done / dtype.bytes());
        }
    }

    private void gather(byte[] storage, BlockSink sink) {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        long[] at = new long[view.shape().length];
        long from = 0;
        for (long done = 0; done < elements(); done++) {
            block.put(storage, (int) (place(at) * dtype.bytes()), dtype.bytes());
            advance(at);
            if (!block.hasRemaining()) {
                sink.accept(block.flip(), from);
                block.clear();
                from = done + 1;
            }
        }
        if (block.position() > 0) {
            sink.accept(block.flip(), from);
        }
    }

    private long place(long[] at) {
        long place = view.offset();
        for (int i = 0; i < at.length; i++) {
            place += at[i] * view.strides()[i];
        }
        return place;
    }

    private void advance(long[] at) {
        for (int i = at.length - 1; i >= 0 && ++at[i] == view.shape()[i]; i--) {
            at[i] = 0;
        }
    }

    private long elements() {
        return HostTensor.elements(view.shape());
    }
}
