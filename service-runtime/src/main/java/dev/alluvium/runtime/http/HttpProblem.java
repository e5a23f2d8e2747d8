package dev.alluvium.runtime.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal in the form of RFC 9457, thrown by handlers. */
public final class HttpProblem extends RuntimeException {
    /** Extension: seconds to wait before trying again, also sent as the header Retry-After. */
    public static final String RETRY_AFTER = "retryAfterSeconds";

    private final int status;
    private final String title;
    private final Map<String, Object> extensions;

    /**
     * @param title what is wrong, in a few words
     * @param detail place, value, rule and remedy
     */
    public HttpProblem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    public HttpProblem(int status, String title, String detail, Map<String, Object> extensions) {
        super(detail);
        this.status = status;
        this.title = title;
        this.extensions = Map.copyOf(extensions);
    }

    public int status() {
        return status;
    }

    /** The body, as application/problem+json. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.putAll(extensions);
        return body;
    }
}
