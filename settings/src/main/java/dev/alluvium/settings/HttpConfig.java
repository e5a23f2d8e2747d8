package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The HTTP server of a service.
 *
 * @param host the address that it listens on; 0.0.0.0 for other machines too
 * @param port 0 for any free one
 * @param tokens bearer tokens by name; none means that only health and metrics answer
 * @param corsOrigins the origins whose pages a browser lets call this server, such as https://chat.example.com, or * for
 *     all; none lets no page of another origin call it
 */
public record HttpConfig(
        @Default("127.0.0.1") String host,
        @Default("0") int port,
        Map<String, TokenConfig> tokens,
        List<String> corsOrigins) {
    /** One that listens on this machine alone, at any free port. */
    public static final HttpConfig DEFAULT = RecordBinder.defaults(HttpConfig.class);

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s@*]+");

    /** The same server at another place. */
    public HttpConfig at(String otherHost, int otherPort) {
        return new HttpConfig(otherHost, otherPort, tokens, corsOrigins);
    }

    /** The same server with other tokens. */
    public HttpConfig with(Map<String, TokenConfig> others) {
        return new HttpConfig(host, port, others, corsOrigins);
    }

    /**
     * A bearer token and its role.
     *
     * @param token at least 32 characters without white space
     * @param role what its holder may do
     */
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
        tokens = Map.copyOf(tokens);
        corsOrigins = List.copyOf(corsOrigins);
        for (String origin : corsOrigins) {
            if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("cors-origins=" + origin
                        + ": must be an origin without a path, such as https://chat.example.com, or *");
            }
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port=" + port + ": must be between 0 and 65535");
        }
    }
}
