package dev.alluvium.model.tensor;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A mapped part of a file that is unmapped when it is closed. Left to the garbage collector, the mappings of a whole
 * checkpoint stay resident while it is loaded. Before java.lang.foreign the JDK offers this only to those who ask
 * {@code sun.misc.Unsafe}.
 */
final class Mapping implements AutoCloseable {
    private static final MethodHandle CLEANER = cleaner();

    private final ByteBuffer bytes;

    Mapping(FileChannel channel, long from, long length) throws IOException {
        this.bytes = channel.map(FileChannel.MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes; not to be touched once this is closed. */
    ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            CLEANER.invoke(bytes);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot unmap a file", e);
        }
    }

    private static MethodHandle cleaner() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
