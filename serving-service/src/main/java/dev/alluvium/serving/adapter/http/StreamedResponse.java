package dev.alluvium.serving.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.engine.AnswerEvent.Started;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/**
 * Writes one response piece by piece, past any compression or buffering, so that each piece reaches the client when it
 * is made and a client that has left is noticed.
 */
final class StreamedResponse {
    private final Context context;

    StreamedResponse(Context context) {
        this.context = context;
    }

    /** Says which version answers. */
    void headers(Started started) {
        context.header("x-alluvium-version", Integer.toString(started.version()));
        context.header("x-alluvium-generation", Long.toString(started.generation()));
        if (started.experiment() != null) {
            context.header("x-alluvium-experiment", started.experiment());
        }
        if (started.cached()) {
            context.header("x-alluvium-origin", "cache");
        }
    }

    /** Begins a body of unknown length. */
    void begin(String mediaType) {
        context.res().setStatus(200);
        context.res().setContentType(mediaType);
        context.res().setHeader("cache-control", "no-cache");
        context.res().setHeader("x-accel-buffering", "no");
    }

    /** Sends a piece of the body; {@link IOException} if the client has left. */
    void send(byte[] bytes) throws IOException {
        ServletOutputStream out = context.res().getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Sends the whole body at once. */
    void json(int status, JsonNode body) {
        context.status(status).contentType("application/json").result(Json.bytes(body));
    }
}
