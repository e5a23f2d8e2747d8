package dev.alluvium.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Where the embedded broker listens.
 *
 * @param chosen the port on 127.0.0.1, on which the broker listens or does not start; null for that of the last start
 * @param usual the port of the first start; 0 for any free one
 * @param further a listener for clients on other machines; null for none
 */
public record BrokerAddress(
        @Nullable Integer chosen, int usual, @Nullable Listener further) {
    /** The port of an installation's first start, beside that of its HTTP server. */
    public static final int USUAL_PORT = 7412;

    /** At the first start on any free port, and on loopback alone. */
    public static final BrokerAddress ANY = new BrokerAddress(null, 0, null);

    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException if the chosen port is none */
    public BrokerAddress {
        if (chosen != null && (chosen < 1 || chosen > LAST_PORT)) {
            throw new IllegalArgumentException("port=" + chosen + ": must be between 1 and 65535");
        }
    }
}
