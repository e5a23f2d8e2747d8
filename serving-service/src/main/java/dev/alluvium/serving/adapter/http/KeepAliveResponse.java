package dev.alluvium.serving.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Sends a JSON body in one piece. While the answer takes long, white space is sent before it, so that a client that
 * left is noticed.
 */
final class KeepAliveResponse {
    private static final byte[] WHITE_SPACE = "\n".getBytes(StandardCharsets.UTF_8);

    private final StreamedResponse exchange;
    private boolean begun;

    KeepAliveResponse(StreamedResponse exchange) {
        this.exchange = exchange;
    }

    /** Whether something was sent, so that the status can no longer be another one. */
    boolean begun() {
        return begun;
    }

    /** Sends what every client skips; {@link IOException} if the client has left. */
    void keepAlive() throws IOException {
        if (!begun) {
            exchange.begin("application/json");
            begun = true;
        }
        exchange.send(WHITE_SPACE);
    }

    void send(JsonNode json) throws IOException {
        if (begun) {
            exchange.send(Json.bytes(json));
        } else {
            exchange.json(200, json);
        }
    }
}
