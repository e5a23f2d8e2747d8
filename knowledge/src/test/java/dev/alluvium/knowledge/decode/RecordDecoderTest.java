package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
    private final RecordDecoder decoder = new RecordDecoder();

    @Test
    void shouldFindAllProblemsAtOnceEachWithItsPlace() {
        List<RecordProblem> problems = parsed("{'instruction':7,'outptu':'x','wordings':[{}],'occurredAt':'now'}")
                .problems();

        assertThat(problems)
                .extracting(RecordProblem::pointer)
                .containsExactlyInAnyOrder("/instruction", "/outptu", "/wordings/0", "/occurredAt", "/output");
    }

    @ParameterizedTest
    @CsvSource({
        "outptu, output", "Output, output", "out_put, output", "instructions, instruction", "intruction, instruction",
        "occurred_at, occurredAt", "occuredAt, occurredAt", "fcat, fact", "modle, model", "sourc, source"
    })
    void shouldSuggestTheFieldThatWasMeant(String name, String meant) {
        assertThat(parsed("{'" + name + "':'x'}").problems())
                .anySatisfy(problem -> assertThat(problem.suggestion()).isEqualTo(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "id", "name", "timestamp", "category", "lang", "score", "tags", "x"})
    void shouldKeepAnHonestUnknownFieldAsAnAttribute(String name) {
        Decoded.Parsed parsed = parsed("{'instruction':'Where?','output':'Here','" + name + "':'v'}");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.record().allAttributes()).containsEntry(name, "v");
    }

    @Test
    void shouldNotSuspectANameNearAFieldThatIsThere() {
        assertThat(parsed("{'text':'A page of some length.','test':'v'}").problems())
                .isEmpty();
    }

    @Test
    void shouldEscapeAPointer() {
        assertThat(parsed("{'out/put':'x'}").problems())
                .extracting(RecordProblem::pointer)
                .contains("/out~1put");
        assertThat(parsed("{'out~put':'x'}").problems())
                .extracting(RecordProblem::pointer)
                .contains("/out~0put");
    }

    @Test
    void shouldListTheSameFieldsInTheSchema() throws Exception {
        JsonNode schema = Json.mapper().readTree(RecordSchema.bytes());

        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(FieldNames.KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e9999", "-1E-9999", "0.1000", "12345678901234567890.123456789012345678", "3", "-0.0", "1e5"})
    void shouldKeepANumberInItsOwnDigits(String number) {
        Decoded.Parsed parsed = parsed("{'instruction':'Q','output':'A','n':" + number + ",'in':[" + number + "]}");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.record().allAttributes()).isEqualTo(Map.of("n", number, "in", "[" + number + "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'weight':0",
                "'weight':0.0",
                "'loss':false",
                "'train':false",
                "'masked':true",
                "'train_detail':[{'begin_offset':0,'end_offset':1,'train':true},{'begin_offset':2,'end_offset':2,'train':false}]"
            })
    void shouldKeepAnAnswerThatMustNotBeLearntAsContextAlone(String mark) {
        Decoded.Parsed parsed = parsed("{'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'No',"
                + mark + "},{'role':'user','content':'Again?'},{'role':'assistant','content':'Yes','weight':1}]}");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.record().messages())
                .extracting(ChatMessage::answers)
                .containsExactly(false, false, false, true);
        assertThat(Json.read(Json.bytes(parsed.record()), KnowledgeRecord.class))
                .isEqualTo(parsed.record());
    }

    @Test
    void shouldNameARecordWhoseAnswersMustNotBeLearnt() {
        assertThat(parsed("{'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'No','weight':0}]}")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("messages", "weight 0", "leave"));
        for (String label :
                new String[] {"'label':false", "'kto_tag':false", "'label':'False'", "'correct':false", "'train':false"
                }) {
            assertThat(parsed("{'instruction':'Q','output':'No'," + label + "}").problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("is false", "attributes"));
        }
        for (String label : new String[] {"'weight':0", "'weight':0.0", "'loss_mask':0", "'rejected':true"}) {
            assertThat(parsed("{'instruction':'Q','output':'No'," + label + "}").problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("must not be learnt"));
        }
        for (String label : new String[] {"'weight':'0'", "'weight':2", "'rejected':'No'", "'correct':true"}) {
            assertThat(parsed("{'instruction':'Q','output':'A'," + label + "}").problems())
                    .isEmpty();
        }
        for (String mask : new String[] {"'loss_mask':0", "'is_masked':true", "'mask':true"}) {
            assertThat(parsed("{'messages':[{'role':'user','content':'Q'},{'role':'assistant','content':'No'," + mask
                                    + "}]}")
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("not to be learnt"));
        }
        assertThat(parsed("{'instruction':'Q','output':'A','label':true}").problems())
                .isEmpty();
        assertThat(parsed("{'instruction':'Q','output':'A','attributes':{'label':false}}")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldKeepAGreetingAsideThatNobodyAskedFor() {
        Decoded.Parsed parsed = parsed("{'messages':[{'role':'assistant','content':'Hello!'},"
                + "{'role':'user','content':'Q'},{'role':'assistant','content':'A'}]}");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.record().messages())
                .containsExactly(new ChatMessage("user", "Q"), new ChatMessage("assistant", "A"));
        assertThat(parsed.record().allAttributes()).isEqualTo(Map.of("greeting", "Hello!"));
    }

    private Decoded.Parsed parsed(String json) {
        Decoded decoded = decoder.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(decoded).isInstanceOf(Decoded.Parsed.class);
        return (Decoded.Parsed) decoded;
    }
}
