package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The data sets' own spellings, and mappings that the user gives. */
class ShapeTest {
    @Test
    void shouldKeepARecordByteForByte() throws IOException {
        assertThat(shaped("{ \"instruction\" : \"q\", \"output\":\"a\" }"))
                .isEqualTo("{ \"instruction\" : \"q\", \"output\":\"a\" }");
    }

    @Test
    void shouldReadShareGpt() throws IOException {
        assertThat(shaped("{\"id\":\"7\",\"system\":\"Be"
                        + " brief.\",\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"},"
                        + "{\"from\":\"gpt\",\"value\":\"A\"}]}"))
                .isEqualTo("{\"id\":\"7\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"A\"}]}");
    }

    @Test
    void shouldReadOpenAiMessagesWithPartsButLeaveImagesToTheDecoder() throws IOException {
        assertThat(shaped("{\"messages\":[{\"role\":\"developer\",\"content\":\"S\"},{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"Q\"},{\"type\":\"text\",\"text\":\"R\"}]}]}"))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"S\"},"
                        + "{\"role\":\"user\",\"content\":\"Q\\nR\"}]}");
        assertThat(shaped("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}"))
                .contains("image_url");
    }

    @Test
    void shouldReadQuestionsAndAnswersUnderOtherNames() throws IOException {
        assertThat(shaped("{\"prompt\":\"Q\",\"completion\":\"A\"}"))
                .isEqualTo("{\"instruction\":\"Q\",\"output\":\"A\"}");
        assertThat(shaped("{\"instruction\":\"Q\",\"context\":\"C\",\"response\":\"A\"}"))
                .isEqualTo("{\"instruction\":\"Q\",\"output\":\"A\",\"input\":\"C\"}");
        assertThat(shaped("{\"问题\":\"Q\",\"答案\":\"A\"}")).isEqualTo("{\"instruction\":\"Q\",\"output\":\"A\"}");
    }

    @Test
    void shouldDropTheWholePromptOfAlpaca() throws IOException {
        assertThat(shaped("{\"instruction\":\"Q\",\"output\":\"A\",\"text\":\"Below is … Q … A\"}"))
                .isEqualTo("{\"instruction\":\"Q\",\"output\":\"A\"}");
    }

    @Test
    void shouldMoveMappedFieldsAndFillDefaults() throws IOException {
        // Given
        FieldMapping mapping = new FieldMapping(
                Stream.of("output=meta.answer", "instruction=q", "attributes.shelf=meta.place", "fact=absent")
                        .map(FieldMapping.Rule::parse)
                        .toList());
        ReadOptions options = new ReadOptions("f", null, null, mapping, Map.of("model", "support", "source", "crm"));

        // When
        List<String> read = Items.read(
                options,
                "{\"q\":\"Q\",\"source\":\"erp\",\"meta\":{\"answer\":\"A\",\"place\":\"B2\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read)
                .containsExactly("line 1 {\"source\":\"erp\",\"meta\":{},\"output\":\"A\",\"instruction\":\"Q\","
                        + "\"attributes\":{\"shelf\":\"B2\"},\"model\":\"support\"}");
    }

    @Test
    void shouldNameTheFieldsWhenAMappingNamesNone() {
        assertThatThrownBy(() -> FieldMapping.Rule.parse("outptu=answer"))
                .hasMessageContainingAll("outptu", "output", "attributes.NAME");
        assertThatThrownBy(() -> FieldMapping.Rule.parse("output")).hasMessageContaining("FIELD=COLUMN");
    }

    @Test
    void shouldTakeHistoryAndSystemAsContext() throws IOException {
        assertThat(shaped("{\"instruction\":\"And tall?\",\"input\":\"cm\",\"output\":\"20\",\"system\":\"Be brief.\","
                        + "\"history\":[[\"How wide?\",\"40\"]]}"))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"How wide?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"40\",\"weight\":0},"
                        + "{\"role\":\"user\",\"content\":\"And tall?\\ncm\"},"
                        + "{\"role\":\"assistant\",\"content\":\"20\"}]}");
        assertThat(shaped("{\"query\":\"Q\",\"response\":\"A\",\"history\":[],\"system\":\"S\"}"))
                .contains("\"role\":\"system\"", "\"role\":\"assistant\",\"content\":\"A\"");
        assertThat(shaped("{\"instruction\":\"Q\",\"output\":\"A\",\"history\":[],\"system\":\"\"}"))
                .startsWith("{\"instruction\":\"Q\",\"output\":\"A\"");
    }

    @Test
    void shouldKeepTheMarksOfShareGptsTurns() throws IOException {
        assertThat(shaped("{\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"},"
                        + "{\"from\":\"gpt\",\"value\":\"No\",\"loss\":false}]}"))
                .contains("\"content\":\"No\",\"loss\":false");
        assertThat(shaped("{\"prompt\":\"Q\",\"completion\":\"A\",\"label\":0}"))
                .contains("\"label\":false");
    }

    @Test
    void shouldWriteToolsAsTurns() throws IOException {
        assertThat(shaped("{\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"},"
                        + "{\"from\":\"function_call\",\"value\":\"{}\"},{\"from\":\"observation\",\"value\":\"7\"},"
                        + "{\"from\":\"gpt\",\"value\":\"A\"}]}"))
                .contains(
                        "\"role\":\"assistant\",\"content\":\"<tool_call>\\n{}\\n</tool_call>\"",
                        "\"role\":\"user\",\"content\":\"<tool_response>\\n7\\n</tool_response>\"");
        assertThat(shaped(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,"
                                + "\"tool_calls\":[{\"function\":{\"name\":\"weigh\",\"arguments\":\"{\\\"id\\\":7}\"}}]},"
                                + "{\"role\":\"tool\",\"content\":\"3\"}]}"))
                .contains("{\\\"name\\\": \\\"weigh\\\", \\\"arguments\\\": {\\\"id\\\":7}}", "<tool_response>\\n3");
    }

    private static String shaped(String json) throws IOException {
        return Items.read("f", json).get(0).substring("line 1 ".length());
    }
}
