package dev.alluvium.serving.state;

import dev.alluvium.contracts.object.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Who gets the challenger: a stable hash of the experiment and the unit against the share. The same unit always gets the
 * same arm; a larger share moves units to the challenger and none back, and another experiment splits anew.
 */
public final class TrafficSplit {
    private static final int HEX_DIGITS = 12;
    private static final double RANGE = Math.pow(16, HEX_DIGITS);

    private TrafficSplit() {}

    /** Whether {@code unit} gets the challenger of {@code experiment}. */
    public static boolean toChallenger(String experiment, String unit, double share) {
        String hash = Digest.sha256((experiment + "\n" + unit).getBytes(StandardCharsets.UTF_8));
        return Long.parseLong(hash.substring(0, HEX_DIGITS), 16) / RANGE < share;
    }
}
