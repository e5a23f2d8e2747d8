package dev.alluvium.runtime.http;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.Set;

/**
 * Lets pages of some origins call this server from a browser. Callers prove themselves by a bearer token, never by a cookie,
 * so credentials are not allowed and an origin alone gives no right.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class Cors {
    private static final String METHODS = "GET, POST, PUT, DELETE, OPTIONS";
    private static final String EXPOSED =
            "x-alluvium-version, x-alluvium-generation, x-alluvium-experiment, x-alluvium-origin, Retry-After";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> origins;

    Cors(Collection<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    boolean on() {
        return !origins.isEmpty();
    }

    /** Says to the browser whether the page that calls may read the answer. */
    void allow(Context context) {
        String origin = context.header("Origin");
        context.header("Vary", "Origin");
        if (origin != null && (origins.contains("*") || origins.contains(origin))) {
            context.header("Access-Control-Allow-Origin", origin);
            context.header("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    /** Answers what a browser asks before it calls; a page that may not call learns so by the absent headers. */
    void preflight(Context context) {
        context.status(204);
        String headers = context.header("Access-Control-Request-Headers");
        if (context.res().getHeader("Access-Control-Allow-Origin") != null) {
            context.header("Access-Control-Allow-Methods", METHODS);
            context.header("Access-Control-Allow-Headers", headers == null ? "Authorization, Content-Type" : headers);
            context.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        }
    }
}
