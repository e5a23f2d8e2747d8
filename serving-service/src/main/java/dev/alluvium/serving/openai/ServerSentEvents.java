package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The framing of a stream, as the HTML standard's server-sent events. JSON holds no raw line break, so one line does. */
public final class ServerSentEvents {
    /** The media type of a stream. */
    public static final String MEDIA_TYPE = "text/event-stream";

    private ServerSentEvents() {}

    /** One event. */
    public static byte[] event(JsonNode data) {
        return frame("data: " + data);
    }

    /** OpenAI's end of the stream. */
    public static byte[] done() {
        return frame("data: [DONE]");
    }

    /** A comment, which clients skip: it keeps the connection, and finds out that a client has left. */
    public static byte[] keepAlive() {
        return frame(": keep-alive");
    }

    private static byte[] frame(String line) {
        return (line + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
