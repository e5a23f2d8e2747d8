package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents 1.0 as the specification has them, and what it does not allow. */
class CloudEventsTest {
    private static final String BEGIN = "'specversion':'1.0','id':'7','source':'/erp','type':'fact'";

    private final RecordDecoder decoder = new RecordDecoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'data':{'instruction':'Q','output':'A'}",
                "'data':{'instruction':'Q','output':'A'},'time':'2026-11-20T08:00:00.123+08:00','subject':'s','ext':1",
                "'data_base64':'eyJpbnN0cnVjdGlvbiI6IlEiLCJvdXRwdXQiOiJBIn0='"
            })
    void shouldReadWhatIsAllowed(String rest) {
        Decoded.Parsed parsed = (Decoded.Parsed) decode("{" + BEGIN + "," + rest + "}", Map.of());

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.record().output()).isEqualTo("A");
        assertThat(parsed.record().source()).isEqualTo("/erp");
    }

    @Test
    void shouldReadAStructuredEventBesideTheHeadersOfABinaryOne() {
        Decoded.Parsed parsed = (Decoded.Parsed)
                decode("{" + BEGIN + ",'data':{'instruction':'Q','output':'A'}}", Map.of("ce_specversion", "1.0"));

        assertThat(parsed.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'specversion':[],'id':'7','source':'/erp','type':'fact','data':{}}",
                "{'specversion':'0.3','id':'7','source':'/erp','type':'fact','data':{}}",
                "{'specversion':1.0,'id':'7','source':'/erp','type':'fact','data':{}}",
                "{'specversion':'1.0','id':'','source':'/erp','type':'fact','data':{}}",
                "{'specversion':'1.0','id':'7','source':'','type':'fact','data':{}}",
                "{'specversion':'1.0','id':'7','source':'/erp','data':{}}",
                "{'specversion':'1.0','id':7,'source':'/erp','type':'fact','data':{}}",
                "{'specversion':'1.0','id':'7','source':'/erp','type':'fact','time':'2026-11-20T08:00Z','data':{}}",
                "{'specversion':'1.0','id':'7','source':'/erp','type':'fact','data':{},'data_base64':'e30='}",
                "{'specversion':'1.0','id':'7','source':'/erp','type':'fact','data_base64':'***'}",
                "{'specversion':'1.0','id':'7','source':'/erp','type':'fact','data':7}"
            })
    void shouldNameWhatIsNotAllowed(String event) {
        assertThat(decode(event, Map.of()))
                .isInstanceOfSatisfying(
                        Decoded.Undecodable.class,
                        undecodable -> assertThat(undecodable.problem()).contains("CloudEvent", ":"));
    }

    private Decoded decode(String json, Map<String, String> headers) {
        return decoder.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), headers);
    }
}
