package dev.alluvium.bench;

/**
 * The speed of a run.
 *
 * @param records those that were timed
 * @param seconds by the clock
 * @param cpuSeconds of the process and all that runs in it
 */
public record Rate(long records, double seconds, double cpuSeconds) {
    /** Of {@code records} that took so long. */
    public static Rate of(long records, Clocks took) {
        return new Rate(records, took.wall(), took.cpu());
    }

    /** Records in a second by the clock. */
    public double perSecond() {
        return records / seconds;
    }

    /** Records in a second of one core. */
    public double perCpuSecond() {
        return records / cpuSeconds;
    }
}
