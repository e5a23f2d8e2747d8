import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.jinja.JinjaException;
import dev.alluvium.model.jinja.JinjaTemplate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders the templates of standard input, a JSON object with template and values on each line: the text or the error. */
class Templates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 26, 12, 0);

    public static void main(String... args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(rendered(JSON.readTree(line))));
        }
        out.flush();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> rendered(JsonNode task) {
        try {
            Map<String, Object> values = (Map<String, Object>) value(task.path("values"));
            return Map.of("text", JinjaTemplate.parse(task.path("template").asText()).render(values, NOW));
        } catch (JinjaException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Map.of("fault", e.toString());
        }
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            node.properties().forEach(e -> entries.put(e.getKey(), value(e.getValue())));
            return entries;
        } else if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(each -> items.add(value(each)));
            return items;
        }
        return node.isNull()
                ? null
                : node.isBoolean()
                        ? (Object) node.asBoolean()
                        : node.isIntegralNumber()
                                ? (Object) node.asLong()
                                : node.isNumber() ? (Object) node.asDouble() : node.asText();
    }
}
