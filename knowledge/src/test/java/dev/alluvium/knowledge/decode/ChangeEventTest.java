package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Change events as Debezium writes them, and the tombstones behind its deletes. */
class ChangeEventTest {
    private static final ChangeFeed PRODUCTS =
            new ChangeFeed("support", "erp", "product/{id}", Map.of("instruction", "question", "output", "answer"));

    private final RecordDecoder decoder = new RecordDecoder();

    @ParameterizedTest
    @ValueSource(strings = {"c", "u", "r"})
    void shouldTakeTheRowAfterAChange(String op) {
        // When
        KnowledgeRecord record = valid(
                "{'before':null,'after':{'id':7,'question':'How heavy?','answer':'3 kg','shelf':'B2'},'op':'" + op
                        + "','ts_ms':1763600000123,'source':{'ts_ms':1763600000000}}",
                PRODUCTS);

        // Then
        assertThat(record.fact()).isEqualTo("product/7");
        assertThat(record.model()).isEqualTo("support");
        assertThat(record.source()).isEqualTo("erp");
        assertThat(record.instruction()).isEqualTo("How heavy?");
        assertThat(record.output()).isEqualTo("3 kg");
        assertThat(record.allAttributes()).isEqualTo(Map.of("id", "7", "shelf", "B2"));
        assertThat(record.occurredAt()).isEqualTo(Instant.ofEpochMilli(1763600000123L));
    }

    @Test
    void shouldTakeColumnsThatAreFieldsAndTheFinestTime() {
        KnowledgeRecord record = valid(
                "{'schema':{'type':'struct'},'payload':{'op':'c','after':{'fact':'w','instruction':'Q','output':'A'},"
                        + "'ts_ms':1763600000123,'ts_ns':1763600000123456789}}",
                ChangeFeed.PLAIN);

        assertThat(record.fact()).isEqualTo("w");
        assertThat(record.occurredAt()).isEqualTo(Instant.ofEpochSecond(1763600000L, 123456789));
    }

    @Test
    void shouldEraseWhatADeletedRowWasAbout() {
        KnowledgeRecord record = valid(
                "{'before':{'id':7,'question':null,'answer':null},'after':null,'op':'d','ts_ms':1763600000123}",
                PRODUCTS);

        assertThat(record.kind()).isEqualTo(RecordKind.DELETE);
        assertThat(record.fact()).isEqualTo("product/7");
        assertThat(record.model()).isEqualTo("support");
        assertThat(record.output()).isNull();
    }

    @Test
    void shouldMakeTombstonesExplicit() {
        assertThat(valid(decoder.decode(
                        bytes("scale/weight"), null, Map.of("alluvium-model", "sales"), ChangeFeed.PLAIN)))
                .satisfies(record -> {
                    assertThat(record.kind()).isEqualTo(RecordKind.DELETE);
                    assertThat(record.fact()).isEqualTo("scale/weight");
                    assertThat(record.model()).isEqualTo("sales");
                });
        assertThat(valid(decoder.decode(bytes("{'schema':{},'payload':{'id':7}}"), null, Map.of(), PRODUCTS))
                        .fact())
                .isEqualTo("product/7");
    }

    @Test
    void shouldSayWhatAnEventLacks() {
        assertThat(problem("{'op':'t','before':null}", PRODUCTS))
                .contains("c, u, d or r")
                .doesNotContain("op=t");
        assertThat(problem("{'op':'d','before':null,'after':null}", PRODUCTS))
                .contains("no before", "replica identity");
        assertThat(problem(null, null, ChangeFeed.PLAIN)).contains("neither a value nor a key");
        assertThat(problem("{'id':7}", null, ChangeFeed.PLAIN)).contains("product/{id}");
    }

    @Test
    void shouldNameTheModelOfPlainRecordsToo() {
        assertThat(valid("{'instruction':'Q','output':'A'}", PRODUCTS).model()).isEqualTo("support");
        assertThat(valid("{'instruction':'Q','output':'A','model':'sales'}", PRODUCTS)
                        .model())
                .isEqualTo("sales");
    }

    @Test
    void shouldNotTakeARecordForAnEvent() {
        KnowledgeRecord record = valid("{'instruction':'Q','output':'A','op':'c'}", ChangeFeed.PLAIN);

        assertThat(record.allAttributes()).isEqualTo(Map.of("op", "c"));
    }

    @Test
    void shouldNeverLearnAValueThatIsNotThere() {
        String base64 = "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==";
        for (String value : new String[] {
            "'__debezium_unavailable_value'",
            "'" + base64 + "'",
            "['__debezium_unavailable_value']",
            "{'__debezium_unavailable_value':'__debezium_unavailable_value'}",
            "'{\\'__debezium_unavailable_value\\': \\'__debezium_unavailable_value\\'}'"
        }) {
            assertThat(problem("{'after':{'id':7,'question':'Q','answer':" + value + "},'op':'u','ts_ms':1}", PRODUCTS))
                    .contains("column answer", "replica identity");
        }
        assertThat(valid(
                                "{'after':{'id':7,'question':'Q','answer':'A','notes':'__debezium_unavailable_value'},"
                                        + "'op':'u','ts_ms':1}",
                                PRODUCTS)
                        .allAttributes())
                .isEqualTo(Map.of("id", "7"));
    }

    @Test
    void shouldWriteLogicalTypesAsTheirSchemaSays() {
        // Given
        String event = "{'schema':{'type':'struct','fields':[{'field':'after','type':'struct','fields':["
                + "{'field':'answer','type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'}},"
                + "{'field':'day','type':'int32','name':'io.debezium.time.Date'},"
                + "{'field':'at','type':'int64','name':'io.debezium.time.MicroTimestamp'},"
                + "{'field':'time','type':'int32','name':'io.debezium.time.Time'},"
                + "{'field':'size','type':'struct','name':'io.debezium.data.VariableScaleDecimal'}]}]},"
                + "'payload':{'op':'c','ts_ms':1,'after':{'id':7,'question':'Q','answer':'AZQ=','day':20000,"
                + "'at':1763600000123456,'time':3661000,'size':{'scale':3,'value':'/w=='}}}}";

        // When
        KnowledgeRecord record = valid(event, PRODUCTS);

        // Then
        assertThat(record.output()).isEqualTo("4.04");
        assertThat(record.allAttributes())
                .isEqualTo(Map.of(
                        "id",
                        "7",
                        "day",
                        "2024-10-04",
                        "at",
                        "2025-11-20T00:53:20.123456",
                        "time",
                        "01:01:01",
                        "size",
                        "-0.001"));
        assertThat(problem(event.replace("AZQ=", "not base64"), PRODUCTS)).contains("field answer", "Decimal");
        assertThat(valid(event.replace("3661000", "-93661000"), PRODUCTS).allAttributes())
                .containsEntry("time", "-26:01:01");
        assertThat(problem(event.replace("org.apache.kafka.connect.data.Decimal", "io.debezium.data.Bits"), PRODUCTS))
                .contains("column answer holds bytes", "map another column");
    }

    @Test
    void shouldNameEventsThatHoldNoRowAndOtherPrograms() {
        assertThat(problem("{'op':'t','source':{},'ts_ms':1}", PRODUCTS)).contains("truncate");
        assertThat(problem("{'op':'m','source':{},'message':{}}", PRODUCTS)).contains("message event");
        assertThat(problem("{'database':'d','table':'t','type':'update','ts':1,'data':{'id':7},'old':{}}", PRODUCTS))
                .contains("Maxwell");
        assertThat(problem("{'database':'d','table':'t','type':'UPDATE','isDdl':false,'data':[{'id':'7'}]}", PRODUCTS))
                .contains("Canal");
    }

    @Test
    void shouldEraseAndReadRowsWithoutAnEnvelope() {
        KnowledgeRecord gone =
                valid("{'fact':'product/7','instruction':'Q','output':'A','__deleted':'true'}", ChangeFeed.PLAIN);
        KnowledgeRecord there = valid(
                "{'schema':{'type':'struct','fields':[{'field':'output','type':'bytes','name':"
                        + "'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'1'}}]},"
                        + "'payload':{'instruction':'How heavy?','output':'IA==','__deleted':'false'}}",
                ChangeFeed.PLAIN);

        assertThat(gone.kind()).isEqualTo(RecordKind.DELETE);
        assertThat(gone.fact()).isEqualTo("product/7");
        assertThat(gone.output()).isNull();
        assertThat(there.output()).isEqualTo("3.2");
        assertThat(there.allAttributes()).isEmpty();
        assertThat(problem("{'instruction':'Q','output':'__debezium_unavailable_value'}", ChangeFeed.PLAIN))
                .contains("column output", "replica identity");
    }

    @Test
    void shouldReadTheDocumentsOfMongo() {
        KnowledgeRecord record = valid(
                "{'op':'c','ts_ms':1,'after':'{\\'id\\':{\\'$numberLong\\':\\'7\\'},\\'question\\':\\'Q\\',"
                        + "\\'answer\\':{\\'$numberDecimal\\':\\'3.20\\'},\\'size\\':{\\'w\\':1}}'}",
                PRODUCTS);

        assertThat(record.fact()).isEqualTo("product/7");
        assertThat(record.output()).isEqualTo("3.20");
        assertThat(record.allAttributes()).isEqualTo(Map.of("id", "7", "size", "{\"w\":1}"));
        assertThat(problem("{'op':'u','ts_ms':1,'after':null,'updateDescription':{},'source':{}}", PRODUCTS))
                .contains("MongoDB", "capture.mode");
        assertThat(problem("{'op':'c','ts_ms':1,'after':'seven'}", PRODUCTS))
                .contains("no JSON object")
                .doesNotContain("seven");
    }

    @Test
    void shouldNameMessagesOfDebeziumThatHoldNoRow() {
        assertThat(problem("{'status':'BEGIN','id':'571:1','event_count':null,'data_collections':null}", PRODUCTS))
                .contains("transaction topic");
        assertThat(problem(
                        "{'source':{'db':'shop'},'databaseName':'shop','ddl':'ALTER TABLE','tableChanges':[]}",
                        PRODUCTS))
                .contains("schema change");
        assertThat(problem("{'ts_ms':1763600000123}", PRODUCTS)).contains("heartbeat");
    }

    private KnowledgeRecord valid(String json, ChangeFeed feed) {
        return valid(decoder.decode(null, bytes(json), Map.of(), feed));
    }

    private static KnowledgeRecord valid(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Parsed.class);
        Decoded.Parsed parsed = (Decoded.Parsed) decoded;
        assertThat(parsed.problems()).isEmpty();
        return parsed.record();
    }

    private String problem(String value, ChangeFeed feed) {
        return ((Decoded.Undecodable) decoder.decode(null, bytes(value), Map.of(), feed)).problem();
    }

    private String problem(@Nullable String key, byte @Nullable [] value, ChangeFeed feed) {
        byte[] bytes = key == null ? null : bytes(key);
        return ((Decoded.Undecodable) decoder.decode(bytes, value, Map.of(), feed)).problem();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
