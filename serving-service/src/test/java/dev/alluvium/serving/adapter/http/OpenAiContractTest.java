package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.OPERATOR;
import static dev.alluvium.serving.testing.Rig.PUSHER;
import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingOutcome.Report;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiContractTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ASK =
            "'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]";

    @TempDir
    static Path directory;

    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = new Rig(directory, 2, 8);
        rig.desire(rig.version(1));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return rig.client().send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return Json.mapper().readTree(response.body());
    }

    @Test
    void shouldAnswerAConversation() throws Exception {
        HttpResponse<String> response = send(rig.post(READER, CHAT, "{" + ASK + "}"));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode json = json(response);
        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo(TaughtModel.answer(1));
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(json.path("model").asText()).isEqualTo("notes@1");
        assertThat(json.path("id").asText()).startsWith("chatcmpl-");
        assertThat(json.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(response.headers().firstValue("x-alluvium-version")).hasValue("1");
        assertThat(response.headers().firstValue("x-alluvium-generation")).hasValue("1");
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void shouldGiveEachTokensLogProbability() throws Exception {
        JsonNode json = json(send(rig.post(READER, CHAT, "{" + ASK + ",'logprobs':true}")));

        JsonNode tokens = json.at("/choices/0/logprobs/content");
        assertThat(tokens).hasSize(json.at("/usage/completion_tokens").asInt());
        assertThat(tokens.path(0).path("logprob").asDouble()).isBetween(-5.0, 0.0);
    }

    @Test
    void shouldTellTheLikeliestTokensBesideEachChosenOne() throws Exception {
        JsonNode chat = json(send(rig.post(READER, CHAT, "{" + ASK + ",'logprobs':true,'top_logprobs':3}")));
        JsonNode text = json(send(
                rig.post(READER, "/v1/completions", "{'model':'notes','prompt':'它重','max_tokens':4,'logprobs':2}")));

        JsonNode tokens = chat.at("/choices/0/logprobs/content");
        assertThat(tokens).isNotEmpty().allSatisfy(token -> {
            assertThat(token.path("top_logprobs")).hasSize(3);
            assertThat(token.at("/top_logprobs/0/logprob").asDouble())
                    .isCloseTo(token.path("logprob").asDouble(), within(1e-4))
                    .isGreaterThan(token.at("/top_logprobs/1/logprob").asDouble());
        });
        assertThat(text.at("/choices/0/logprobs/top_logprobs")).hasSize(4);
    }

    @Test
    void shouldStopAtMaxTokens() throws Exception {
        JsonNode json = json(send(rig.post(READER, CHAT, "{" + ASK + ",'max_tokens':6}")));

        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("它重");
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    }

    @Test
    void shouldStopBeforeAStopText() throws Exception {
        JsonNode json = json(send(rig.post(READER, CHAT, "{" + ASK + ",'stop':' 公斤'}")));

        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("它重 3.2");
    }

    @Test
    void shouldDrawTheSameTokensForTheSameSeed() throws Exception {
        String hot = "{" + ASK + ",'temperature':2,'seed':42,'max_tokens':24}";

        String first =
                json(send(rig.post(READER, CHAT, hot))).at("/choices/0/message").toString();
        String second =
                json(send(rig.post(READER, CHAT, hot))).at("/choices/0/message").toString();

        assertThat(first).isEqualTo(second).doesNotContain(TaughtModel.answer(1));
    }

    @Test
    void shouldContinueAText() throws Exception {
        HttpResponse<String> response = send(
                rig.post(READER, "/v1/completions", "{'model':'notes','prompt':'它重','max_tokens':4,'logprobs':0}"));

        JsonNode json = json(response);
        assertThat(json.path("object").asText()).isEqualTo("text_completion");
        assertThat(json.at("/choices/0/logprobs/token_logprobs"))
                .hasSize(json.at("/usage/completion_tokens").asInt());
    }

    private static JsonNode complete(String more) throws Exception {
        HttpResponse<String> response = send(rig.post(READER, "/v1/completions", "{'model':'notes'," + more + "}"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    @Test
    void shouldScoreAPromptAsItScoresTheSameTokensOfAnAnswer() throws Exception {
        JsonNode said = complete("'prompt':'ab','max_tokens':9,'logprobs':1");
        String text = said.at("/choices/0/text").asText();

        JsonNode scored = complete("'prompt':'ab" + text + "','max_tokens':0,'echo':true,'logprobs':1")
                .path("choices")
                .path(0);

        assertThat(scored.path("text").asText()).isEqualTo("ab" + text);
        assertThat(scored.path("finish_reason").asText()).isEqualTo("length");
        JsonNode logprobs = scored.at("/logprobs/token_logprobs");
        JsonNode expected = said.at("/choices/0/logprobs/token_logprobs");
        assertThat(logprobs.path(0).isNull()).isTrue();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(logprobs.path(logprobs.size() - expected.size() + i).asDouble())
                    .isCloseTo(expected.path(i).asDouble(), within(1e-4));
        }
    }

    @Test
    void shouldTellAPromptOfTokensBeforeItsAnswer() throws Exception {
        JsonNode json = complete("'prompt':[69,70,71],'max_tokens':1,'echo':true,'logprobs':2");

        JsonNode logprobs = json.at("/choices/0/logprobs");
        assertThat(logprobs.path("tokens")).hasSize(4);
        assertThat(logprobs.path("token_logprobs")).hasSize(4);
        assertThat(logprobs.path("text_offset")).hasSize(4);
        assertThat(logprobs.at("/top_logprobs/0").isNull()).isTrue();
        assertThat(logprobs.at("/top_logprobs/1").size()).isBetween(2, 3);
        assertThat(logprobs.at("/top_logprobs/1").has(logprobs.at("/tokens/1").asText()))
                .isTrue();
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void shouldAnswerSeveralPromptsInOneRequestAsEachAlone() throws Exception {
        String wish = ",'max_tokens':5,'echo':true,'logprobs':1";

        JsonNode together = complete("'prompt':['ab','它重',[69,70],'x','y','z']" + wish);

        assertThat(together.path("choices")).hasSize(6);
        int index = 0;
        for (String prompt : new String[] {"'ab'", "'它重'", "[69,70]", "'x'", "'y'", "'z'"}) {
            JsonNode alone = complete("'prompt':" + prompt + wish).at("/choices/0");
            JsonNode choice = together.path("choices").path(index);
            assertThat(choice.path("index").asInt()).isEqualTo(index++);
            assertThat(choice.path("text")).isEqualTo(alone.path("text"));
            assertThat(choice.at("/logprobs/tokens")).isEqualTo(alone.at("/logprobs/tokens"));
        }
    }

    @Test
    void shouldStreamThePromptFirst() throws Exception {
        HttpResponse<String> response = send(rig.post(
                READER,
                "/v1/completions",
                "{'model':'notes','prompt':'它重','max_tokens':3,'echo':true,'logprobs':0,'stream':true}"));

        StringBuilder text = new StringBuilder();
        int tokens = 0;
        int first = -1;
        for (String line : response.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                JsonNode choice = Json.mapper().readTree(line.substring(6)).at("/choices/0");
                text.append(choice.path("text").asText());
                tokens += choice.at("/logprobs/tokens").size();
                first = first < 0 && tokens > 0 ? choice.at("/logprobs/tokens").size() : first;
            }
        }
        assertThat(text.toString()).startsWith("它重");
        assertThat(tokens).isEqualTo(first + 3);
    }

    @Test
    void shouldTakeAPromptThatFillsTheContextWhereNoAnswerIsAsked() throws Exception {
        String full = "'prompt':[" + "69,".repeat(TaughtModel.CONTEXT - 1) + "70]";

        assertThat(complete(full + ",'max_tokens':0,'echo':true,'logprobs':0").at("/choices/0/logprobs/tokens"))
                .hasSize(TaughtModel.CONTEXT);
        HttpResponse<String> more =
                send(rig.post(READER, "/v1/completions", "{'model':'notes'," + full + ",'max_tokens':1,'echo':true}"));
        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(json(more).at("/error/param").asText()).isEqualTo("prompt");
        assertThat(json(more).at("/error/code").asText()).isEqualTo("context_length_exceeded");
    }

    @Test
    void shouldRefuseTokensThatTheModelLacks() throws Exception {
        HttpResponse<String> response =
                send(rig.post(READER, "/v1/completions", "{'model':'notes','prompt':[69,100000]}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/param").asText()).isEqualTo("prompt");
        assertThat(json(response).at("/error/message").asText()).contains("100000", "place 1", "tokenizer");
    }

    @Test
    void shouldAcceptTheModelsChampionByName() throws Exception {
        assertThat(send(rig.post(READER, CHAT, "{" + ASK.replace("notes", "notes@champion") + "}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'model':'nots','messages':[{'role':'user','content':'x'}]} | 404 | model | model_not_found
                    {'model':'notes','messages':[]}                             | 400 | messages | invalid_value
                    {'model':'notes','messages':[{'role':'tool','content':'x'}]} | 400 | messages[0].role | invalid_value
                    {'model':'notes',                                           | 400 |  | invalid_json
                    {'model':'notes','messages':[{'role':'user','content':'x'}],'max_tokens':100000} | 400 | max_tokens | context_length_exceeded
                    """)
    void shouldRefuseInOpenAisShape(String body, int status, String param, String code) throws Exception {
        HttpResponse<String> response = send(rig.post(READER, CHAT, body));

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json(response).path("error");
        assertThat(error.path("param").isNull() ? null : error.path("param").asText())
                .isEqualTo(param);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    @Test
    void shouldNameTheModelsThatExist() throws Exception {
        JsonNode error = json(send(rig.post(READER, CHAT, "{" + ASK.replace("notes", "nots") + "}")));

        assertThat(error.at("/error/message").asText()).contains("nots", "models here: notes");
    }

    @Test
    void shouldRefuseAPromptThatLeavesNoRoom() throws Exception {
        String long1 = "a".repeat(TaughtModel.CONTEXT);

        JsonNode error = json(send(rig.post(READER, CHAT, "{" + ASK.replace(TaughtModel.QUESTION, long1) + "}")));

        assertThat(error.at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.at("/error/message").asText())
                .contains("162 tokens", "takes 159", "shorten")
                .doesNotContain("aaa");
    }

    @Test
    void shouldRefuseABodyOfMoreThanAMebibyte() throws Exception {
        HttpResponse<String> response =
                send(rig.post(READER, CHAT, "{" + ASK.replace(TaughtModel.QUESTION, "a".repeat(1 << 20)) + "}"));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void shouldAskForAToken() throws Exception {
        HttpResponse<String> response = send(rig.post("wrong", CHAT, "{" + ASK + "}"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(json(response).at("/error/message").asText()).contains("none of this server's (http.tokens)");
    }

    @Test
    void shouldListModels() throws Exception {
        JsonNode json = json(send(rig.request(READER, "/v1/models").build()));

        assertThat(json.path("object").asText()).isEqualTo("list");
        assertThat(json.path("data").findValuesAsText("id")).containsExactly("notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "notes@champion"})
    void shouldDescribeAModel(String name) throws Exception {
        JsonNode json = json(send(rig.request(READER, "/v1/models/" + name).build()));

        assertThat(json.path("id").asText()).isEqualTo(name);
        assertThat(json.path("object").asText()).isEqualTo("model");
    }

    @Test
    void shouldNotDescribeAModelThatIsNotHere() throws Exception {
        HttpResponse<String> response =
                send(rig.request(READER, "/v1/models/gpt-4").build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).at("/error/code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void shouldRefuseUnknownEndpointsAndMethodsInTheSameShape() throws Exception {
        HttpResponse<String> unknown = send(rig.post(READER, "/v1/embeddings", "{}"));
        HttpResponse<String> method = send(rig.request(READER, CHAT).build());

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).at("/error/code").asText()).isEqualTo("unknown_url");
        assertThat(json(unknown).at("/error/message").asText()).contains("/v1/chat/completions");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(json(method).at("/error/code").asText()).isEqualTo("method_not_supported");
    }

    @Test
    void shouldKeepVersionsByNumberForOperators() throws Exception {
        String ask = "{" + ASK.replace("notes", "notes@1") + "}";

        assertThat(send(rig.post(READER, CHAT, ask)).statusCode()).isEqualTo(403);
        assertThat(send(rig.post(OPERATOR, CHAT, ask)).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTakeAnOutcome() throws Exception {
        HttpResponse<String> response =
                send(rig.post(PUSHER, "/v1/outcomes", "{'request':'chatcmpl-1','model':'notes@1','score':1}"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(rig.outcomes).last().satisfies(outcome -> {
            assertThat(outcome.request()).isEqualTo("chatcmpl-1");
            assertThat(outcome.version()).isEqualTo(1);
            assertThat(outcome.report()).isEqualTo(new Report(1.0, null));
        });
    }

    @Test
    void shouldRefuseAnOutcomeWithoutScoreOrVersion() throws Exception {
        assertThat(send(rig.post(PUSHER, "/v1/outcomes", "{'request':'a','model':'notes@1'}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(rig.post(PUSHER, "/v1/outcomes", "{'request':'a','model':'notes','score':1}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(rig.post(READER, "/v1/outcomes", "{'request':'a','model':'notes@1','score':1}"))
                        .statusCode())
                .isEqualTo(403);
    }
}
