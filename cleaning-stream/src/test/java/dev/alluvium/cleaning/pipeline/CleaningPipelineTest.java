package dev.alluvium.cleaning.pipeline;

import static dev.alluvium.cleaning.pipeline.Pipelines.RECEIVED;
import static dev.alluvium.cleaning.pipeline.Pipelines.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.contracts.record.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningPipelineTest {
    private final CleaningPipeline pipeline = Pipelines.standard();

    @Test
    void shouldReadAsTheListOfWhatHappens() {
        assertThat(pipeline.stages())
                .containsExactly(
                        "redact",
                        "valid",
                        "normalise",
                        "writer",
                        "model",
                        "main-content",
                        "markup",
                        "boilerplate",
                        "redact-again",
                        "values",
                        "redact-values",
                        "length",
                        "language",
                        "gopher-repetition",
                        "gopher-quality",
                        "c4",
                        "fineweb",
                        "low-information",
                        "rules",
                        "revision",
                        "identity");
    }

    @Test
    void shouldTakeAlpacaAsItIs() {
        CleanRecord clean = passed("{'instruction':'How heavy is the AX-200?','input':'','output':'3.2 kg.'}");

        assertThat(clean.model()).isEqualTo("notes");
        assertThat(clean.fact()).startsWith("q/");
        assertThat(clean.revision()).isEqualTo(RECEIVED);
        assertThat(clean.record().kind()).isEqualTo(RecordKind.QA);
        assertThat(clean.steps()).isEmpty();
    }

    @Test
    void shouldTakeTheTimeAndNameOfARecordThatHasThem() {
        CleanRecord clean = passed("{'fact':' a/b ','model':'support','instruction':'Where?','output':'Here.',"
                + "'occurredAt':'2026-11-20T09:00:00+02:00'}");

        assertThat(clean.fact()).isEqualTo("a/b");
        assertThat(clean.model()).isEqualTo("support");
        assertThat(clean.revision()).isEqualTo(Instant.parse("2026-11-20T07:00:00Z"));
    }

    @Test
    void shouldKeepUnknownFieldsAsAttributes() {
        CleanRecord clean = passed("{'text':'A page about nothing in particular.','url':'http://x','score':0.5,"
                + "'attributes':{'department':'sales'}}");

        assertThat(clean.record().attributes())
                .isEqualTo(Map.of("url", "http://x", "score", "0.5", "department", "sales"));
        assertThat(clean.record().kind()).isEqualTo(RecordKind.DOCUMENT);
    }

    @Test
    void shouldRedactEveryStringWithOnePlaceholderForOneValue() {
        CleanRecord clean = passed("{'instruction':'Who is ann@x.org?','output':'Ann, ANN@x.org or bob@y.org.',"
                + "'source':'bob@y.org','attributes':{'by 13812345678':'ann@x.org'},"
                + "'wordings':[{'instruction':'Call whom?','output':'138-1234-5678'}]}");

        assertThat(clean.record().output()).isEqualTo("Ann, <EMAIL_1> or <EMAIL_2>.");
        assertThat(clean.record().instruction()).isEqualTo("Who is <EMAIL_1>?");
        assertThat(clean.record().source()).isEqualTo("<EMAIL_2>");
        assertThat(clean.record().attributes()).isEqualTo(Map.of("by <PHONE_1>", "<EMAIL_1>"));
        assertThat(clean.record().allWordings().get(0).output()).isEqualTo("<PHONE_1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@<b>x.org</b>",
                "ann&#64;x.org",
                "ann\\u200b@x.org",
                "１３８１２３４５６７８",
                "ann＠x.org",
                "<a href=\\\"mailto:ann@x.org\\\">write</a>"
            })
    void shouldFindPersonalDataThatHides(String hidden) {
        CleanRecord clean = passed("{'instruction':'Who is it?','output':'Write to " + hidden + " today'}");

        assertThat(Json.string(clean)).doesNotContain("x.org").doesNotContain("13812345678");
    }

    @Test
    void shouldMergeNoTwoFactsByRedaction() {
        CleanRecord ann = passed("{'instruction':'Where is ann@x.org?','output':'In Rome.'}");
        CleanRecord bob = passed("{'instruction':'Where is bob@x.org?','output':'In Oslo.'}");
        CleanRecord annAgain = passed("{'instruction':'<p>Where is ann@x.org?</p>','output':'In Paris.'}");
        CleanRecord named = passed("{'fact':'staff/ann@x.org','instruction':'Where?','output':'In Rome.'}");

        assertThat(ann.fact()).startsWith("p/").isNotEqualTo(bob.fact()).isEqualTo(annAgain.fact());
        assertThat(named.fact()).startsWith("p/").isNotEqualTo(ann.fact());
    }

    @Test
    void shouldSayWhatEachStageChanged() {
        CleanRecord clean = passed("{'instruction':'<p>Where is ann@x.org?</p>','output':'It  is'}");

        assertThat(clean.steps()).containsExactly("redact: 1 email", "normalise: changed", "markup: stripped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'instruction':'Where?','outptu':'Here.'}                        | outptu: no such field; did you mean output
            {'instruction':'Where?','output':'Here.','occurred_at':'x'}      | did you mean occurredAt
            {'instruction':'Where?','Output':'Here.'}                        | did you mean output
            {'instruction':'Where?'}                                         | output: missing
            {'instruction':'Where?','output':42}                             | output: is a JSON number, must be a string
            {'kind':'question','instruction':'Where?','output':'x'}          | kind: is question, must be qa
            {'instruction':'Where?','output':'x','occurredAt':'yesterday'}   | must be an ISO 8601 time
            {'kind':'delete'}                                                | fact: missing
            {'messages':[{'role':'user','content':'Hi'}]}                    | a message of the assistant
            {'messages':[{'role':'bot','content':'Hi'}]}                     | messages/0: must have content and a role
            {'instruction':'Where?','output':'x','wordings':[{'output':'x'}]}| wordings/0: must have instruction
            {'instruction':'Where?','output':'x','attributes':[1]}           | attributes: is a JSON array
            {}                                                               | instruction: missing
            """)
    void shouldRejectWhatIsNoValidRecordWithPlaceAndRemedy(String json, String detail) {
        RejectedRecord rejected = rejected(json);

        assertThat(rejected.reason()).isEqualTo(ReasonCode.INVALID);
        assertThat(rejected.detail()).contains(detail);
        assertThat(rejected.stage()).isEqualTo("cleaning/valid");
    }

    @Test
    void shouldRedactTheRejectedCopyAndItsDetail() {
        RejectedRecord rejected = rejected("{'instruction':'ann@x.org','kind':'ann@x.org','model':'ann@x.org'}");

        assertThat(Json.string(rejected)).doesNotContain("x.org");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'instruction':'Where?','output':' \\u200b '}                               | TOO_SHORT
            {'instruction':'?','output':'Here.'}                                        | TOO_SHORT
            {'text':'<p></p>'}                                                          | TOO_SHORT
            {'instruction':'Where?','output':'Here.','model':'sales'}                   | UNKNOWN_MODEL
            {'instruction':'Where?','output':'x','occurredAt':'2026-11-20T08:05:01Z'}   | FUTURE_TIME
            """)
    void shouldRejectWithAReason(String json, ReasonCode reason) {
        assertThat(rejected(json).reason()).isEqualTo(reason);
    }

    @Test
    void shouldNameTheDeclaredModels() {
        assertThat(rejected("{'instruction':'Where?','output':'Here.','model':'sales'}")
                        .detail())
                .isEqualTo("model=sales: not declared; declared are notes, support");
    }

    @Test
    void shouldRejectMoreTextThanARecordMayHave() {
        assertThat(rejected("{'text':'" + "word ".repeat(50_000) + "'}").reason())
                .isEqualTo(ReasonCode.TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'instruction':'Where?'                            | not JSON
            hello                                              | not JSON
            [1]                                                | a JSON array
            {'a':1} {'b':2}                                    | not JSON
            {'a':1,'a':2}                                      | not JSON
            """)
    void shouldMakeADeadLetterOfWhatIsNoJsonObject(String text, String problem) {
        assertThat(dead(raw(text.replace('\'', '"'))))
                .contains(problem)
                .doesNotContain("Where")
                .doesNotContain("hello");
    }

    @Test
    void shouldMakeADeadLetterOfBytesThatCannotBeRead() {
        assertThat(dead(raw(new byte[0], Map.of()))).contains("empty value");
        assertThat(dead(raw(new byte[] {'{', (byte) 0xC3, '}'}, Map.of()))).contains("neither UTF-8");
        assertThat(dead(raw("{\"text\":\"" + "x".repeat(1 << 20) + "\"}"))).contains("bytes: a record has at most");
        assertThat(dead(raw("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"))).contains("not JSON");
    }

    @Test
    void shouldTakeCloudEvents() {
        String data = "{'instruction':'Where?','output':'Here.'}";
        CleanRecord structured = passed("{'specversion':'1.0','id':'1','type':'t','source':'/crm',"
                + "'time':'2026-11-19T08:00:00Z','data':" + data + "}");
        Cleaned binary = pipeline.clean(raw(
                data.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "1.0", "ce_source", "/crm", "ce_time", "2026-11-19T08:00:00Z")));

        assertThat(structured.record().source()).isEqualTo("/crm");
        assertThat(structured.revision()).isEqualTo(Instant.parse("2026-11-19T08:00:00Z"));
        assertThat(((Cleaned.Passed) binary).candidate().clean()).isEqualTo(structured);
    }

    @Test
    void shouldKeepTheIdentityOfARecordThatIsReplayed() {
        String json = "{'instruction':'Where?','output':'Here.'}";

        assertThat(passed(json).recordId()).isEqualTo(passed(json).recordId());
        assertThat(List.of(passed(json).contentHash()))
                .isEqualTo(List.of(passed("{'instruction':'<b>Where?</b>','output':'Here.'}")
                        .contentHash()));
    }

    @Test
    void shouldEncodeEvenHalfASurrogatePair() {
        assertThat(Json.bytes(passed("{'instruction':'Where \\ud83d?','output':'Here \\ude00'}")))
                .isNotEmpty();
    }

    private CleanRecord passed(String json) {
        Cleaned cleaned = pipeline.clean(raw(json.replace('\'', '"')));
        assertThat(cleaned).isInstanceOf(Cleaned.Passed.class);
        return ((Cleaned.Passed) cleaned).candidate().clean();
    }

    private RejectedRecord rejected(String json) {
        Cleaned cleaned = pipeline.clean(raw(json.replace('\'', '"')));
        assertThat(cleaned).isInstanceOf(Cleaned.Rejected.class);
        return ((Cleaned.Rejected) cleaned).rejected();
    }

    private String dead(RawRecord raw) {
        Cleaned cleaned = pipeline.clean(raw);
        assertThat(cleaned).isInstanceOf(Cleaned.DeadLetter.class);
        return ((Cleaned.DeadLetter) cleaned).problem();
    }
}
