package dev.alluvium.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What transformers renders, byte for byte; {@code tools/parity/chat_templates.py} wrote the expectations. */
class ChatTemplateParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 26, 12, 0);

    @TestFactory
    Stream<DynamicTest> shouldRenderConversationsAsTransformersDoes() throws IOException {
        Map<String, Object> conversations = new HashMap<>();
        for (JsonNode each : json("conversations.json")) {
            conversations.put(each.path("name").asText(), value(each.path("messages")));
        }
        return all("expected.json").map(expected -> {
            String template = expected.path("template").asText();
            String conversation = expected.path("conversation").asText();
            boolean generation = expected.path("generation").asBoolean();
            return DynamicTest.dynamicTest(template + ", " + conversation + ", generation " + generation, () -> {
                Map<String, Object> values = values();
                values.put("messages", Objects.requireNonNull(conversations.get(conversation)));
                values.put("add_generation_prompt", generation);

                shouldGive(expected, text(template), values);
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldGiveEachConstructTheMeaningItHasInJinja() throws IOException {
        Map<String, Object> values = values();
        json("values.json").properties().forEach(e -> values.put(e.getKey(), value(e.getValue())));
        return all("snippets-expected.json").map(expected -> {
            String template = expected.path("template").asText();
            return DynamicTest.dynamicTest(template, () -> shouldGive(expected, template, values));
        });
    }

    private static void shouldGive(JsonNode expected, String template, Map<String, Object> values) {
        if (expected.has("error")) {
            assertThatThrownBy(() -> JinjaTemplate.parse(template).render(values, NOW))
                    .isInstanceOf(JinjaException.class);
        } else {
            assertThat(JinjaTemplate.parse(template).render(values, NOW))
                    .isEqualTo(expected.path("text").asText());
        }
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("bos_token", "<s>");
        values.put("eos_token", "</s>");
        values.put("tools", null);
        values.put("documents", null);
        return values;
    }

    private static Object value(JsonNode node) {
        return node.isIntegralNumber()
                ? (Object) node.asLong()
                : node.isArray()
                        ? list(node)
                        : node.isObject()
                                ? JSON.convertValue(node, new TypeReference<Map<String, Object>>() {})
                                : JSON.convertValue(node, Object.class);
    }

    private static List<Object> list(JsonNode node) {
        List<Object> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        return items;
    }

    private static Stream<JsonNode> all(String file) throws IOException {
        return StreamSupport.stream(json(file).spliterator(), false);
    }

    private static JsonNode json(String file) throws IOException {
        return JSON.readTree(text(file));
    }

    private static String text(String file) throws IOException {
        try (InputStream in = ChatTemplateParityTest.class.getResourceAsStream("/parity/chat/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
