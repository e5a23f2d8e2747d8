package dev.alluvium.model.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Resident memory of this process as Linux counts it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private ResidentMemory() {}

    static boolean measurable() {
        return Files.isReadable(STATUS) && Files.isWritable(CLEAR);
    }

    /** The most that {@code work} had resident beyond what was resident before it, in bytes. */
    static long peakOf(Runnable work) {
        try {
            Files.writeString(CLEAR, "5");
            long before = bytes("VmRSS:");
            work.run();
            return bytes("VmHWM:") - before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(String key) throws IOException {
        String line = Files.readAllLines(STATUS).stream()
                .filter(it -> it.startsWith(key))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split("\\s+"))
                        .filter(word -> word.matches("\\d+"))
                        .mapToLong(Long::parseLong)
                        .sum()
                * 1024;
    }
}
