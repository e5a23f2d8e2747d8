package dev.alluvium.runtime.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's resident memory, as Linux counts it: Java's and the tensors' together. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    /** See proc_pid_clear_refs(5). */
    private static final String PEAK = "5";

    private static final long UNKNOWN = -1;
    private static final int KIB = 1024;

    private ProcessMemory() {}

    /** Bytes at this moment; -1 where the kernel does not say. */
    public static long resident() {
        return bytes("VmRSS:");
    }

    /** The most bytes so far; -1 where the kernel does not say. */
    public static long peak() {
        return bytes("VmHWM:");
    }

    /** Lets {@link #peak} begin anew from what is resident now; false where the kernel does not allow it. */
    public static boolean forgetPeak() {
        try {
            if (Files.isWritable(CLEAR)) {
                Files.writeString(CLEAR, PEAK);
                return true;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + CLEAR, e);
        }
    }

    private static long bytes(String line) {
        if (!Files.exists(STATUS)) {
            return UNKNOWN;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(entry -> entry.startsWith(line))
                    .mapToLong(entry -> Long.parseLong(entry.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
