package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data sets' own spellings, and mappings that the user gives. */
class RecordShapeTest {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {'conversation':[{'human':'Q','assistant':'A'}],'system':'S'} | s S, u Q, a A
        {'conversation':[{'role':'user','content':'Q'},{'role':'assistant','content':'A','weight':0}]} | u Q, a A -
        {'conversations':[{'user':'Q','assistant':'A'},{'user':'R','assistant':'B'}]} | u Q, a A, u R, a B
        {'conversations':[{'from':'Human','value':'Q'},{'from':'GPT','value':'A'}]} | u Q, a A
        {'messages':[{'role':'human','content':'Q'},{'role':'ai','content':'A'}]} | u Q, a A
        {'messages':[{'from':'human','value':'Q'},{'from':'gpt','value':'A'}]} | u Q, a A
        {'conversations':[{'from':'human','value':'Q'}],'chosen':{'from':'gpt','value':'A'},'rejected':{'from':'gpt','value':'N'}} | u Q, a A
        {'conversations':[{'from':'human','value':'Q'},{'from':'gpt','value':'A'},{'from':'human','value':'R'}],'chosen':{'from':'gpt','value':'B'}} | u Q, a A -, u R, a B
        {'prompt':[{'role':'user','content':'Q'}],'chosen':[{'role':'assistant','content':'A'}],'rejected':[]} | u Q, a A
        {'prompt':[{'role':'user','content':'Q'}],'completion':[{'role':'assistant','content':'A'}]} | u Q, a A
        {'prompt':'Q','chosen':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]} | u Q, a A
        {'chosen':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'},{'role':'user','content':'R'},{'role':'assistant','content':'B'}]} | u Q, a A -, u R, a B
        {'messages':[{'role':'user','content':'Q'}],'chosen':{'role':'assistant','content':'A'}} | u Q, a A
        {'input':{'messages':[{'role':'user','content':'Q'}]},'preferred_output':[{'role':'assistant','content':'A'}]} | u Q, a A
        {'system_prompt':'S','question':'Q','response':'A'} | s S, u Q, a A
        {'instruction':'R','output':'B','history':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]} | u Q, a A -, u R, a B
        {'instruction':'R','output':'B','history':[{'user':'Q','assistant':'A'}]} | u Q, a A -, u R, a B
        {'instruction':'R','output':'B','history':'[[\\'Q\\',\\'A\\']]'} | u Q, a A -, u R, a B
        {'system':'S','messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]} | s S, u Q, a A
        {'system':'S','messages':[{'role':'system','content':'T'},{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]} | s T, u Q, a A
        {'items':[{'from':'human','value':'Q'},{'from':'gpt','value':'A'}]} | u Q, a A
        {'contents':[{'role':'user','parts':[{'text':'Q'}]},{'role':'model','parts':[{'text':'A'},{'text':'B'}]}]} | u Q, a A/B
        """)
    void shouldReadConversationsAsTheirToolsWriteThem(String json, String expected) throws IOException {
        List<String> turns = new ArrayList<>();
        for (JsonNode message :
                Json.mapper().readTree(shaped(json.replace('\'', '"'))).path("messages")) {
            String masked = message.path("weight").asInt(1) == 0 ? " -" : "";
            turns.add(message.path("role").asText().charAt(0) + " "
                    + message.path("content").asText().replace('\n', '/') + masked);
        }

        assertThat(String.join(", ", turns)).isEqualTo(expected);
    }

    @Test
    void shouldKeepTheAnswerThatWasTurnedDown() throws IOException {
        assertThat(shaped("{\"prompt\":[{\"role\":\"user\",\"content\":\"Q\"}],\"completion\":[{\"role\":\"assistant\","
                        + "\"content\":\"A\"}],\"label\":0}"))
                .contains("\"label\":false");
        assertThat(shaped("{\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"}],\"chosen\":{\"from\":\"gpt\","
                        + "\"value\":\"A\"},\"rejected\":{\"from\":\"gpt\",\"value\":\"N\"}}"))
                .contains("\"rejected\":{\"from\":\"gpt\",\"value\":\"N\"}")
                .doesNotContain("chosen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {'question':'Q','response':'A'}                          | {'instruction':'Q','output':'A'}
        {'instruction':'Q','chosen':'A','rejected':'N'}           | {'rejected':'N','instruction':'Q','output':'A'}
        {'instruction':'Q','output':'A','history':'[of the firm]'} | {'instruction':'Q','output':'A','history':'[of the firm]'}
        {'problem':'Q','solution':'A'}                           | {'instruction':'Q','output':'A'}
        {'inputs':'Q','targets':'A'}                             | {'instruction':'Q','output':'A'}
        {'input':'Q','output':'A'}                               | {'instruction':'Q','output':'A'}
        {'question':'Q','answers':{'text':['A','B']},'context':'C'} | {'answers':{'text':['A','B']},'instruction':'Q','output':'A','input':'C'}
        {'messages':[{'role':'assistant','content':'T'}]}        | {'text':'T'}
        {'text':'T','input':'Q','output':'A'}                    | {'text':'T','input':'Q','output':'A'}
        {'prompt':'Q','chosen':[{'role':'user','content':'Q'}],'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]} | {'prompt':'Q','chosen':[{'role':'user','content':'Q'}],'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]}
        {'instruction':'Q','input':'I','output':'A'}             | {'instruction':'Q','input':'I','output':'A'}
        {'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}],'chosen':[{'role':'user','content':'Q'}]} | {'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'A'}],'chosen':[{'role':'user','content':'Q'}]}
        """)
    void shouldReadPairsAndLeaveWhatIsARecordAlready(String json, String expected) throws IOException {
        assertThat(shaped(json.replace('\'', '"'))).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {'instruction':{'0':'Q','1':'R'},'output':{'0':'A','1':'B'}}               | orient="columns"
        {'0':{'instruction':'Q','output':'A'},'1':{'instruction':'R','output':'B'}} | orient="columns" or "index"
        {'columns':['instruction','output'],'index':[0],'data':[['Q','A']]}        | orient="split"
        {'schema':{'fields':[{'name':'index'}]},'data':[{'index':0}]}              | orient="table"
        {'data':[{'instruction':'Q','output':'A'}]}                                | jq '.data'
        {'input_ids':[1,2],'labels':[-100,2]}                                      | input_ids
        {'segments':[{'label':false,'text':'Q'},{'label':true,'text':'A'}]}        | messages
        """)
    void shouldNameWhatHoldsRecordsAndIsNone(String json, String said) throws IOException {
        assertThat(shaped(json.replace('\'', '"'))).startsWith("! ").contains(said);
    }

    private static String shaped(String json) throws IOException {
        return Items.read("f", json).get(0).substring("line 1 ".length());
    }
}
