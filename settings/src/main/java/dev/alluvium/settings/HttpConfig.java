package dev.alluvium.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a service.
 *
 * @param port 0 for any free one
 * @param tokens bearer tokens by name; none means that only health and metrics answer
 */
public record HttpConfig(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Map<String, TokenConfig> tokens) {
    static final HttpConfig DEFAULT = new HttpConfig(null, null, null);

    /** A bearer token and its role. */
    public record TokenConfig(String token, Role role) {
        public TokenConfig {
            // A secret's file often ends with a line break, which no header can carry.
            token = token.strip();
            if (token.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "token: must have no white space inside, for a header carries it; try openssl rand -hex 24");
            }
            if (token.length() < 32) {
                throw new IllegalArgumentException("token: must have at least 32 characters; try openssl rand -hex 24");
            }
        }

        @Override
        public String toString() {
            return "TokenConfig[role=" + role + "]";
        }
    }

    public HttpConfig {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? Integer.valueOf(0) : port;
        tokens = tokens == null ? Map.of() : Map.copyOf(tokens);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port=" + port + ": must be between 0 and 65535");
        }
    }
}
