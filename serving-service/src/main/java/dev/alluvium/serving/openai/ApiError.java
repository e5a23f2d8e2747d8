package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A refused request in OpenAI's shape. Messages name the parameter, the rule and the remedy, never the content.
 *
 * @param status HTTP status
 * @param type OpenAI's class of errors
 * @param param the parameter at fault
 * @param code for programs
 */
public record ApiError(
        int status,
        String type,
        @Nullable String param,
        @Nullable String code,
        String message) {
    private static final String INVALID = "invalid_request_error";

    /** A request that can never be answered as it is. */
    public static ApiError invalid(@Nullable String param, String code, String message) {
        return new ApiError(400, INVALID, param, code, message);
    }

    /** A model or version that is not here. */
    public static ApiError unknownModel(String message, Collection<String> known) {
        return new ApiError(
                404, INVALID, "model", "model_not_found", message + "; models here: " + String.join(", ", known));
    }

    /** A caller who may not do this. */
    public static ApiError forbidden(String message) {
        return new ApiError(403, "permission_error", "model", "insufficient_role", message);
    }

    /** More requests than slots and queue hold. */
    public static ApiError busy(int waiting) {
        return new ApiError(
                429,
                "rate_limit_error",
                null,
                "queue_full",
                waiting + " requests are waiting already; try again after the seconds in Retry-After");
    }

    /** Nothing can answer now, but may soon. */
    public static ApiError unavailable(String message) {
        return new ApiError(503, "server_error", null, "not_ready", message);
    }

    /** A fault of this server; details are in its log. */
    public static ApiError fault() {
        return new ApiError(500, "server_error", null, "internal_error", "the answer failed; see the server's log");
    }

    /** The body, {@code {"error":{…}}}. */
    public ObjectNode toJson() {
        ObjectNode root = Json.mapper().createObjectNode();
        ObjectNode error = root.putObject("error");
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return root;
    }

    /** This error, to be thrown. */
    public ApiException toException() {
        return new ApiException(this);
    }
}
