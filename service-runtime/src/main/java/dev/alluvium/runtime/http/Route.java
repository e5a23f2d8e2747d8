package dev.alluvium.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.settings.Role;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a service.
 *
 * @param role what the caller's token must imply; null if anyone may call
 * @param problems the body of a refusal, where clients of an endpoint expect another form than RFC 9457; else null
 */
public record Route(
        HandlerType method,
        String path,
        @Nullable Role role,
        Handler handler,
        @Nullable Function<HttpProblem, JsonNode> problems) {
    public Route(HandlerType method, String path, @Nullable Role role, Handler handler) {
        this(method, path, role, handler, null);
    }

    /** The same, refusing in a form of its own. */
    public Route refusing(Function<HttpProblem, JsonNode> form) {
        return new Route(method, path, role, handler, form);
    }

    public static Route get(String path, @Nullable Role role, Handler handler) {
        return new Route(HandlerType.GET, path, role, handler);
    }

    public static Route post(String path, @Nullable Role role, Handler handler) {
        return new Route(HandlerType.POST, path, role, handler);
    }
}
