import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.knowledge.decode.ChangeFeed;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Decodes the messages of standard input, a JSON object with value, headers and feed on each line: record or refusal. */
class Decode {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String... args) throws IOException {
        RecordDecoder decoder = new RecordDecoder();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode task = JSON.readTree(line);
            JsonNode feed = task.path("feed");
            Map<String, String> fields = texts(feed.path("fields"));
            ChangeFeed rows = feed.isObject()
                    ? new ChangeFeed(feed.path("model").asText("notes"), null, feed.path("fact").asText(), fields)
                    : ChangeFeed.PLAIN;
            byte[] value = task.path("value").asText().getBytes(StandardCharsets.UTF_8);
            out.println(shown(decoder.decode(null, value, texts(task.path("headers")), rows)));
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static ObjectNode shown(Decoded decoded) {
        ObjectNode shown = JSON.createObjectNode();
        if (decoded instanceof Decoded.Undecodable undecodable) {
            return shown.put("refused", undecodable.problem());
        }
        Decoded.Parsed parsed = (Decoded.Parsed) decoded;
        return parsed.problems().isEmpty()
                ? shown.put("record", String.valueOf(parsed.record()))
                : shown.put("refused", parsed.problems().toString());
    }
}
