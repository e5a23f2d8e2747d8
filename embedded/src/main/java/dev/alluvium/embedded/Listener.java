package dev.alluvium.embedded;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * A listener of the embedded broker for clients on other machines.
 *
 * @param listen address and port that it listens on, such as {@code 0.0.0.0:9092}
 * @param advertised host and port by which clients reach it
 */
public record Listener(String listen, String advertised) {
    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:]{2,45}\\]):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException if one of them is no {@code HOST:PORT}, or others cannot reach what is advertised */
    public Listener {
        require("listen", listen);
        require("advertised", advertised);
        if (advertised.startsWith("0.0.0.0:") || advertised.startsWith("[::]:")) {
            throw new IllegalArgumentException(
                    "advertised=" + advertised
                            + ": clients cannot connect to the address of all interfaces; name the host by which they reach it");
        }
    }

    private static void require(String name, String value) {
        Matcher matcher = ADDRESS.matcher(value);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT || value.endsWith(":0")) {
            throw new IllegalArgumentException(
                    name + "=" + value + ": must be HOST:PORT with a port from 1 to 65535, such as 0.0.0.0:9092");
        }
    }

    /**
     * What the broker's settings get in addition; a leading comma appends to a list.
     *
     * @param protocol Kafka's name of how its clients prove who they are
     */
    Map<String, String> settings(SecurityProtocol protocol) {
        return Map.of(
                "listeners", ",FURTHER://" + listen,
                "advertised.listeners", ",FURTHER://" + advertised,
                "listener.security.protocol.map", ",FURTHER:" + protocol.name);
    }
}
