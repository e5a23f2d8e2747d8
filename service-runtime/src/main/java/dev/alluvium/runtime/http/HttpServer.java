package dev.alluvium.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.BearerTokens.Caller;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.Role;
import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of one or more services on one port. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String CALLER = "alluvium.caller";
    private static final long MAX_BODY_BYTES = 64L << 20;

    private final HttpConfig config;
    private final Javalin javalin;

    public HttpServer(HttpConfig config, List<Route> routes) {
        this.config = config;
        BearerTokens tokens = new BearerTokens(config.tokens());
        this.javalin = Javalin.create(setup -> {
            setup.startup.showJavalinBanner = false;
            setup.startup.showOldJavalinVersionWarning = false;
            setup.http.maxRequestSize = MAX_BODY_BYTES;
            setup.jetty.multipartConfig.maxTotalRequestSize(MAX_BODY_BYTES, SizeUnit.BYTES);
            setup.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
            setup.jsonMapper(new JavalinJackson(Json.mapper(), false));
            Cors cors = new Cors(config.corsOrigins());
            if (cors.on()) {
                setup.routes.before(cors::allow);
                setup.routes.addHttpHandler(HandlerType.OPTIONS, "/*", cors::preflight);
            }
            UnroutedHandler unrouted = new UnroutedHandler(routes);
            setup.routes.exception(NotFoundResponse.class, (e, context) -> unrouted.refuse(context));
            for (Route route : routes) {
                setup.routes.addHttpHandler(route.method(), route.path(), guarded(tokens, route));
            }
            setup.routes.exception(HttpProblem.class, HttpServer::answer);
            setup.routes.exception(Exception.class, (e, context) -> {
                LOG.error("{} {} failed", context.method(), context.path(), e);
                answer(
                        new HttpProblem(500, "Internal error", "the request failed; the service's log says why"),
                        context);
            });
        });
    }

    /**
     * Binds the port.
     *
     * @return the port
     * @throws PortTakenException if it is taken
     */
    public int start() {
        try {
            javalin.start(config.host(), config.port());
            return javalin.port();
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new PortTakenException(config, e);
        }
    }

    /** Who called, for audit; "anonymous" on an open route. */
    public static String actor(Context context) {
        Caller caller = caller(context);
        return caller == null ? "anonymous" : caller.name();
    }

    /** Who called, or null if the caller gave no known token. */
    public static @Nullable Caller caller(Context context) {
        return context.attribute(CALLER);
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static Handler guarded(BearerTokens tokens, Route route) {
        return context -> {
            tokens.caller(context.header("Authorization")).ifPresent(caller -> context.attribute(CALLER, caller));
            try {
                Role needed = route.role();
                if (needed != null) {
                    check(context, caller(context), needed);
                }
                PathNames.check(context.pathParamMap());
                route.handler().handle(context);
            } catch (HttpProblem e) {
                answer(e, context);
                inFormOf(route, e, context);
            }
        };
    }

    /** A refusal as the clients of a route expect it. */
    static void inFormOf(Route route, HttpProblem problem, Context context) {
        Function<HttpProblem, JsonNode> form = route.problems();
        if (form != null) {
            context.contentType("application/json").result(Json.bytes(form.apply(problem)));
        }
    }

    private static void check(Context context, @Nullable Caller caller, Role needed) {
        if (caller == null) {
            throw new HttpProblem(401, "Unauthorized", unauthorized(context.header("Authorization")));
        }
        if (!caller.role().implies(needed)) {
            throw new HttpProblem(
                    403,
                    "Forbidden",
                    "token " + caller.name() + " has the role " + caller.role() + ", this needs " + needed);
        }
    }

    /** A token that is wrong is another mistake than one that is missing; what was sent is repeated nowhere. */
    private static String unauthorized(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return "the request has no token; send the header Authorization: Bearer TOKEN";
        }
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? "the token is none of this server's (http.tokens); commands send that of $ALLUVIUM_TOKEN, else of the data"
                        + " directory's file token"
                : "the header Authorization must be: Bearer TOKEN";
    }

    static void answer(HttpProblem problem, Context context) {
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(Json.bytes(Map.copyOf(problem.body())));
        Object retryAfter = problem.body().get(HttpProblem.RETRY_AFTER);
        if (retryAfter != null) {
            context.header("Retry-After", retryAfter.toString());
        }
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
    }
}
