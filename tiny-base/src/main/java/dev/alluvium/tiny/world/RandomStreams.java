package dev.alluvium.tiny.world;

import java.util.Random;

/** Independent random streams, one for each purpose: drawing more from one changes nothing in the others. */
final class RandomStreams {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RandomStreams() {}

    static Random stream(long seed, String purpose) {
        long hash = FNV_OFFSET ^ seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return new Random(hash ^ hash >>> 32);
    }
}
