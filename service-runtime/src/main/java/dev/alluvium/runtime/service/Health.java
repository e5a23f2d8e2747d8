package dev.alluvium.runtime.service;

/**
 * How a service is.
 *
 * @param alive false if only a restart helps
 * @param ready false while it cannot do its work
 * @param detail one sentence
 */
public record Health(boolean alive, boolean ready, String detail) {
    public static Health up() {
        return new Health(true, true, "ready");
    }

    public static Health notReady(String detail) {
        return new Health(true, false, detail);
    }

    public static Health dead(String detail) {
        return new Health(false, false, detail);
    }
}
