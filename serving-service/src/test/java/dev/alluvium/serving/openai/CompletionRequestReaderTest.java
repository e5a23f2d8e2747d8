package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.alluvium.model.text.ChatMessage;
import dev.alluvium.serving.openai.CompletionRequest.Conversation;
import dev.alluvium.serving.openai.CompletionRequest.Delivery;
import dev.alluvium.serving.openai.CompletionRequest.Text;
import dev.alluvium.serving.openai.CompletionRequest.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRequestReaderTest {
    private static final String HI = "'model':'notes','messages':[{'role':'user','content':'Hi'}]";

    private static byte[] json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ApiError refusal(Runnable parse) {
        try {
            parse.run();
        } catch (ApiException e) {
            return e.error();
        }
        throw new AssertionError("was accepted");
    }

    @Test
    void shouldAnswerTheSameQuestionAlikeUnlessToldOtherwise() {
        CompletionRequest ask = CompletionRequestReader.chat(json("{" + HI + "}"));

        assertThat(ask.model()).isEqualTo(new ModelRef("notes", OptionalInt.empty()));
        assertThat(ask.input()).isEqualTo(new Conversation(List.of(ChatMessage.user("Hi"))));
        assertThat(ask.sampling())
                .isEqualTo(
                        new CompletionRequest.Sampling(OptionalInt.empty(), 0, 1, OptionalLong.empty(), List.of(), 0));
        assertThat(ask.delivery()).isEqualTo(new Delivery(false, false));
        assertThat(ask.logprobs()).isFalse();
    }

    @Test
    void shouldTakeEverythingThatClientsSend() {
        CompletionRequest ask = CompletionRequestReader.chat(
                json("{" + HI + ",'temperature':0.7,'top_p':0.9,'seed':-4,'stop':['a','b'],"
                        + "'max_completion_tokens':9,'max_tokens':5,'stream':true,'stream_options':{'include_usage':true},"
                        + "'logprobs':true,'n':1,'presence_penalty':0.0,'frequency_penalty':0,'user':'u1','tools':[],"
                        + "'response_format':{'type':'text'},'stop_not':null}"));

        assertThat(ask.sampling())
                .isEqualTo(new CompletionRequest.Sampling(
                        OptionalInt.of(9), 0.7, 0.9, OptionalLong.of(-4), List.of("a", "b"), 0));
        assertThat(ask.delivery()).isEqualTo(new Delivery(true, true));
        assertThat(ask.logprobs()).isTrue();
    }

    @Test
    void shouldReadEveryRoleAndPartsOfText() {
        CompletionRequest ask = CompletionRequestReader.chat(
                json("{'model':'notes@3','messages':[{'role':'developer','content':'Be brief.'},"
                        + "{'role':'user','content':[{'type':'text','text':'多重'},{'type':'text','text':'?'}]},"
                        + "{'role':'assistant','content':'3.2 kg'},{'role':'user','content':'And now?'}]}"));

        assertThat(ask.model().version()).hasValue(3);
        assertThat(ask.input())
                .isEqualTo(new Conversation(List.of(
                        ChatMessage.system("Be brief."),
                        ChatMessage.user("多重?"),
                        ChatMessage.assistant("3.2 kg"),
                        ChatMessage.user("And now?"))));
    }

    @Test
    void shouldTakeAnAnswerWithoutText() {
        for (String empty : new String[] {"'content':''", "'content':null", "'content':null,'refusal':null"}) {
            CompletionRequest ask = CompletionRequestReader.chat(
                    json("{'model':'notes','messages':[{'role':'user','content':'Q'},{'role':'assistant'," + empty
                            + "},{'role':'user','content':'And?'}]}"));

            assertThat(ask.input())
                    .isEqualTo(new Conversation(
                            List.of(ChatMessage.user("Q"), ChatMessage.assistant(""), ChatMessage.user("And?"))));
        }
    }

    private static List<CompletionRequest.Input> prompts(String prompt) {
        return CompletionRequestReader.completions(json("{'model':'notes','prompt':" + prompt + "}")).stream()
                .map(CompletionRequest::input)
                .toList();
    }

    @Test
    void shouldTakeTextsAndTokensOneAndMany() {
        assertThat(prompts("'The AX'")).containsExactly(new Text("The AX"));
        assertThat(prompts("['The AX']")).containsExactly(new Text("The AX"));
        assertThat(prompts("['The AX','The BY']")).containsExactly(new Text("The AX"), new Text("The BY"));
        assertThat(prompts("[7,0,12]")).containsExactly(new Tokens(List.of(7, 0, 12)));
        assertThat(prompts("[[7],[12,3]]")).containsExactly(new Tokens(List.of(7)), new Tokens(List.of(12, 3)));
        assertThat(prompts("['The AX',[12,3]]")).containsExactly(new Text("The AX"), new Tokens(List.of(12, 3)));
    }

    @Test
    void shouldTellThePromptWhereAsked() {
        CompletionRequest ask = CompletionRequestReader.completions(
                        json("{'model':'notes','prompt':[5,6],'echo':true,'max_tokens':0,'logprobs':1,"
                                + "'temperature':0,'seed':1234,'best_of':1,'n':1}"))
                .get(0);

        assertThat(ask.delivery()).isEqualTo(new Delivery(false, false, true));
        assertThat(ask.sampling().maxTokens()).hasValue(0);
        assertThat(ask.logprobs()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'model':null                                        | model             | missing_required_parameter
        'model':5                                           | model             | invalid_value
        'model':'No Such'                                   | model             | model_not_found
        'messages':[]                                       | messages          | invalid_value
        'messages':'Hi'                                     | messages          | invalid_value
        'messages':[5]                                      | messages[0]       | invalid_value
        'messages':[{'role':'tool','content':'x'}]          | messages[0].role  | invalid_value
        'messages':[{'role':'user','content':' '}]          | messages[0].content | invalid_value
        'messages':[{'role':'user'}]                        | messages[0].content | invalid_value
        'messages':[{'role':'user','content':'\\ud800'}]    | messages[0].content | invalid_text
        'messages':[{'role':'user','content':[{'type':'image_url'}]}] | messages[0].content | invalid_value
        'messages':[{'role':'assistant','content':'x'}]     | messages          | invalid_value
        'temperature':2.1                                   | temperature       | invalid_value
        'temperature':'hot'                                 | temperature       | invalid_value
        'top_p':0                                           | top_p             | invalid_value
        'max_tokens':0                                      | max_tokens        | invalid_value
        'max_tokens':1.5                                    | max_tokens        | invalid_value
        'max_tokens':99999999999999999999                   | max_tokens        | invalid_value
        'seed':'a'                                          | seed              | invalid_value
        'stop':['a','b','c','d','e']                        | stop              | invalid_value
        'stop':''                                           | stop              | invalid_value
        'stream':'yes'                                      | stream            | invalid_value
        'stream_options':{'include_usage':true}             | stream_options    | invalid_value
        'n':2                                               | n                 | unsupported_parameter
        'tools':[{'type':'function'}]                       | tools             | unsupported_parameter
        'presence_penalty':1                                | presence_penalty  | unsupported_parameter
        'top_logprobs':3                                    | top_logprobs      | invalid_value
        'response_format':{'type':'json_object'}            | response_format   | invalid_value
        """)
    void shouldNameTheParameterAtFault(String field, String param, String code) {
        String name = field.substring(1, field.indexOf('\'', 1));
        String rest = name.equals("model") || name.equals("messages")
                ? name.equals("model") ? HI.substring(HI.indexOf(",") + 1) : "'model':'notes'"
                : HI;

        ApiError error = refusal(() -> CompletionRequestReader.chat(json("{" + rest + "," + field + "}")));

        assertThat(error.param()).isEqualTo(param);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
        assertThat(error.type()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'prompt':['a',' ']           | prompt[1]
        'prompt':[1,'b']             | prompt[1]
        'prompt':[1,2.5]             | prompt[1]
        'prompt':[[1],[2,-1]]        | prompt[1][1]
        'prompt':[[1],[99999999999]] | prompt[1][0]
        'prompt':[[1],[]]            | prompt[1]
        'prompt':[true]              | prompt[0]
        'prompt':{'text':'a'}        | prompt
        'prompt':[]                  | prompt
        'prompt':''                  | prompt
        'prompt':null                | prompt
        'prompt':['a','b'],'stream':true | prompt
        'suffix':'x'                 | suffix
        'echo':'yes'                 | echo
        'max_tokens':0               | max_tokens
        'echo':true,'max_tokens':-1  | max_tokens
        'best_of':3                  | best_of
        'n':2                        | n
        'logprobs':6                 | logprobs
        """)
    void shouldNameTheParameterAtFaultOfACompletion(String field, String param) {
        String rest = param.startsWith("prompt") ? "'model':'notes'," : "'model':'notes','prompt':'a',";

        assertThat(refusal(() -> CompletionRequestReader.completions(json("{" + rest + field + "}")))
                        .param())
                .isEqualTo(param);
    }

    @Test
    void shouldRefuseMorePromptsThanARequestMayHold() {
        String prompts = "'a',".repeat(128) + "'a'";

        assertThat(refusal(() -> CompletionRequestReader.completions(
                                json("{'model':'notes','prompt':[" + prompts + "]}")))
                        .message())
                .contains("1 to 128");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {'model':      | invalid_json
        []             | invalid_json
        {} {}          | invalid_json
        {'a':1,'a':2}  | invalid_json
        """)
    void shouldRefuseWhatIsNoSingleJsonObject(String body, String code) {
        assertThat(refusal(() -> CompletionRequestReader.chat(json(body))).code())
                .isEqualTo(code);
    }

    @Test
    void shouldRefuseInvalidUtf8() {
        byte[] bytes = json("{" + HI + "}");
        bytes[bytes.length - 8] = (byte) 0xff;

        assertThat(refusal(() -> CompletionRequestReader.chat(bytes)).code()).isEqualTo("invalid_utf8");
    }

    @Test
    void shouldNeverRepeatContentInAnError() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> CompletionRequestReader.chat(
                        json("{'model':'notes','messages':[{'role':'secret','content':'secret'}],"
                                + "'stop':'secret','secret'")))
                .withMessageNotContaining("secret");
    }
}
