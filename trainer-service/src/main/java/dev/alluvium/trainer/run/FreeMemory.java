package dev.alluvium.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a run may take: the configured amount, else most of what the machine or the container has left.
 */
public final class FreeMemory {
    /** The rest is for everything that no estimate sees. */
    private static final double SHARE = 0.8;

    private static final String UNLIMITED = "max";

    private final Path proc;
    private final Path cgroup;

    FreeMemory(Path proc, Path cgroup) {
        this.proc = proc;
        this.cgroup = cgroup;
    }

    /** Bytes that a run may take beside what this process holds already. */
    public static long of(@Nullable Long configured) {
        return configured != null
                ? configured
                : new FreeMemory(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup")).left();
    }

    /** Most of the least that any limit leaves. */
    long left() {
        long machine = available().orElseGet(FreeMemory::physical);
        return (long) (SHARE * Math.min(machine, container().orElse(Long.MAX_VALUE)));
    }

    /** Linux' own estimate, page cache that can go included. */
    private OptionalLong available() {
        return read(proc).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    /** What the control group's limit leaves, its page cache that can go included. */
    private Optional<Long> container() {
        List<String> limit = read(cgroup.resolve("memory.max"));
        if (limit.isEmpty() || limit.get(0).equals(UNLIMITED)) {
            return Optional.empty();
        }
        long used = Long.parseLong(read(cgroup.resolve("memory.current")).get(0));
        long reclaimable = read(cgroup.resolve("memory.stat")).stream()
                .filter(line -> line.startsWith("inactive_file "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
        return Optional.of(Math.max(0, Long.parseLong(limit.get(0)) - used + reclaimable));
    }

    private static long physical() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getFreeMemorySize();
    }

    private static List<String> read(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
