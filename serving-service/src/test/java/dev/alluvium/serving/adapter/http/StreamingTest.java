package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
    private static final String ASK =
            "'stream':true,'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]";

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

    /** The data of every event, checked to be framed as the standard says. */
    private static List<String> events(String path, String body) throws Exception {
        HttpResponse<byte[]> response = rig.client().send(rig.post(READER, path, body), BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("x-alluvium-version")).hasValue("1");
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(java.nio.ByteBuffer.wrap(response.body()))
                .toString();
        assertThat(text).endsWith("\n\n");
        return text.lines()
                .filter(line -> !line.isEmpty())
                .peek(line -> assertThat(line).startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    private static JsonNode json(String event) {
        try {
            return Json.mapper().readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String join(List<String> events, String pointer) {
        return events.subList(0, events.size() - 1).stream()
                .map(event -> json(event).at(pointer).asText())
                .collect(Collectors.joining());
    }

    @Test
    void shouldStreamWholeCharactersThoughEachIsThreeTokens() throws Exception {
        List<String> events = events("/v1/chat/completions", "{" + ASK + "}");

        assertThat(join(events, "/choices/0/delta/content")).isEqualTo(TaughtModel.answer(1));
        assertThat(events).noneMatch(event -> event.contains("\uFFFD"));
        assertThat(json(events.get(1)).at("/choices/0/delta/content").asText()).isEqualTo("它");
    }

    @Test
    void shouldBeginWithTheRoleAndEndWithTheReasonAndDone() throws Exception {
        List<String> events = events("/v1/chat/completions", "{" + ASK + "}");

        assertThat(json(events.get(0)).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(json(events.get(events.size() - 2))
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo("stop");
        assertThat(events).last().isEqualTo("[DONE]");
        assertThat(events.subList(0, events.size() - 1).stream()
                        .map(event -> json(event).path("id").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void shouldHoldBackWhatMayBecomeAStopText() throws Exception {
        List<String> events = events("/v1/chat/completions", "{" + ASK + ",'stop':['。\\nNo','。\\nYes']}");

        assertThat(join(events, "/choices/0/delta/content")).isEqualTo("它重 3.2 公斤");
    }

    @Test
    void shouldEndWithTheUsageWhereAsked() throws Exception {
        List<String> events = events("/v1/chat/completions", "{" + ASK + ",'stream_options':{'include_usage':true}}");

        JsonNode usage = json(events.get(events.size() - 2));
        assertThat(usage.path("choices")).isEmpty();
        assertThat(usage.at("/usage/completion_tokens").asInt()).isPositive();
    }

    @Test
    void shouldStreamTheContinuationOfAText() throws Exception {
        List<String> events = events("/v1/completions", "{'model':'notes','prompt':'它重','stream':true,'max_tokens':9}");

        assertThat(json(events.get(0)).path("object").asText()).isEqualTo("text_completion");
        assertThat(events).last().isEqualTo("[DONE]");
    }

    @Test
    void shouldRefuseBeforeTheStreamBegins() throws Exception {
        HttpResponse<String> response = rig.client()
                .send(
                        rig.post(READER, "/v1/chat/completions", "{" + ASK + ",'max_tokens':99999}"),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/code").asText()).isEqualTo("context_length_exceeded");
    }
}
