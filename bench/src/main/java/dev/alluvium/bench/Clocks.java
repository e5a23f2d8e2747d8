package dev.alluvium.bench;

import java.lang.management.ManagementFactory;

/** Seconds by the wall and by this process' use of the cores: on a busy machine only the second repeats. */
public record Clocks(double wall, double cpu) {
    private static final double NANOS = 1e9;

    /** As they stand. */
    public static Clocks now() {
        return new Clocks(System.nanoTime() / NANOS, processCpu());
    }

    /** Since {@code begun}. */
    public static Clocks since(Clocks begun) {
        Clocks now = now();
        return new Clocks(now.wall - begun.wall, now.cpu - begun.cpu);
    }

    /** CPU seconds of all threads of this process; not a number where the platform does not tell. */
    public static double processCpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / NANOS
                : Double.NaN;
    }
}
