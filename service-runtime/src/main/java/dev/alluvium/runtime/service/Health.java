package dev.alluvium.runtime.service;

/**
 * The health of a service.
 *
 * @param alive false if only a restart helps
 * @param ready false while it cannot do its work
 * @param detail one sentence
 */
public record Health(boolean alive, boolean ready, String detail) {
    public static Health up() {
        return new Health(true, true, "ready");
    }

    /** It does its work, but not as it should. */
    public static Health degraded(String detail) {
        return new Health(true, true, "degraded: " + detail);
    }

    public static Health notReady(String detail) {
        return new Health(true, false, detail);
    }

    public static Health dead(String detail) {
        return new Health(false, false, detail);
    }
}
