package dev.alluvium.runtime.http;

import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bearer tokens, compared in constant time. */
public final class BearerTokens {
    private final Map<String, TokenConfig> tokens;

    /** Who called: the token's name, never the token. */
    public record Caller(String name, Role role) {}

    public BearerTokens(Map<String, TokenConfig> tokens) {
        this.tokens = Map.copyOf(tokens);
    }

    /** The caller that an Authorization header names, if any. */
    public Optional<Caller> caller(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        byte[] given = authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8);
        Caller found = null;
        for (Map.Entry<String, TokenConfig> token : tokens.entrySet()) {
            byte[] known = token.getValue().token().getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(given, known)) {
                found = new Caller(token.getKey(), token.getValue().role());
            }
        }
        return Optional.ofNullable(found);
    }
}
