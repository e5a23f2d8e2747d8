package dev.alluvium.runtime.http;

import dev.alluvium.contracts.config.Role;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a service.
 *
 * @param role what the caller's token must imply; null if anyone may call
 */
public record Route(
        HandlerType method, String path, @Nullable Role role, Handler handler) {
    public static Route get(String path, @Nullable Role role, Handler handler) {
        return new Route(HandlerType.GET, path, role, handler);
    }

    public static Route post(String path, @Nullable Role role, Handler handler) {
        return new Route(HandlerType.POST, path, role, handler);
    }
}
