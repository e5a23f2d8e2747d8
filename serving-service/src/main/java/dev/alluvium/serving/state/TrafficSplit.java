package dev.alluvium.serving.state;

import dev.alluvium.contracts.object.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Which users get the challenger: a stable hash of experiment and unit is compared with the share. The same unit
 * always gets the same arm. A larger share moves units to the challenger and none back. Each experiment splits anew.
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
