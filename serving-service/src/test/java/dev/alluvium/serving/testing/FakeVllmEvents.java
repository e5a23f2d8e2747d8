package dev.alluvium.serving.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Token;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The events of a streamed completion as vLLM sends them. */
final class FakeVllmEvents {
    private FakeVllmEvents() {}

    static ObjectNode token(Token token, boolean logprobs) {
        ObjectNode event = Json.mapper().createObjectNode();
        ObjectNode choice =
                event.putArray("choices").addObject().put("index", 0).put("text", token.text());
        choice.putArray("token_ids").add(token.id());
        choice.putNull("finish_reason");
        if (logprobs) {
            ObjectNode all = choice.putObject("logprobs");
            all.putArray("tokens").add("token_id:" + token.id());
            all.putArray("token_logprobs").add(token.logprob());
            ObjectNode likeliest = all.putArray("top_logprobs").addObject();
            token.likeliest().forEach(likely -> likeliest.put("token_id:" + likely.id(), likely.logprob()));
        }
        return event;
    }

    /** Where a stop token ends the answer, that token is told with the end. */
    static ObjectNode end(FinishReason reason) {
        boolean atMost = reason == FinishReason.LENGTH;
        ObjectNode event = Json.mapper().createObjectNode();
        ObjectNode choice =
                event.putArray("choices").addObject().put("index", 0).put("text", "");
        if (atMost) {
            choice.putArray("token_ids");
        } else {
            choice.putArray("token_ids").add(0);
        }
        choice.put("finish_reason", atMost ? "length" : "stop");
        return event;
    }

    static void send(OutputStream out, ObjectNode event) throws IOException {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
