package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.PromptToken;
import dev.alluvium.model.Token;
import dev.alluvium.model.TokenAlternative;
import dev.alluvium.serving.openai.AnswerRenderer.Choice;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AnswerRendererTest {
    private static final Generation GENERATION = new Generation(
            "重 kg",
            List.of(new Token(9, "", -0.1), new Token(8, "重", -0.2), new Token(7, " kg", -0.3)),
            FinishReason.LENGTH,
            11);

    @Test
    void shouldAnswerAConversation() {
        JsonNode json =
                new AnswerRenderer("id-1", 7, "notes@2", "f00d", true, true).whole(List.of(new Choice(GENERATION)));

        assertThat(json.path("object").asText()).isEqualTo("chat.completion");
        JsonNode choice = json.path("choices").path(0);
        assertThat(choice.path("message").path("content").asText()).isEqualTo("重 kg");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
        JsonNode first = choice.path("logprobs").path("content").path(1);
        assertThat(first.toString())
                .isEqualTo("{\"token\":\"重\",\"logprob\":-0.2,\"bytes\":[233,135,141],\"top_logprobs\":[]}");
        assertThat(json.path("usage").path("total_tokens").asInt()).isEqualTo(14);
    }

    @Test
    void shouldContinueAText() {
        JsonNode json =
                new AnswerRenderer("id-1", 7, "notes@2", "f00d", false, true).whole(List.of(new Choice(GENERATION)));

        assertThat(json.path("object").asText()).isEqualTo("text_completion");
        JsonNode choice = json.path("choices").path(0);
        assertThat(choice.path("text").asText()).isEqualTo("重 kg");
        assertThat(choice.path("logprobs").path("text_offset").toString()).isEqualTo("[0,0,1]");
    }

    @Test
    void shouldLeaveLogprobsOutUnlessAsked() {
        JsonNode json =
                new AnswerRenderer("id-1", 7, "notes@2", "f00d", true, false).whole(List.of(new Choice(GENERATION)));

        assertThat(json.path("choices").path(0).path("logprobs").isNull()).isTrue();
    }

    private static PromptToken read(long id, String text, String alone, double logprob, TokenAlternative... likeliest) {
        return new PromptToken(id, text, alone, OptionalDouble.of(logprob), List.of(likeliest));
    }

    @Test
    void shouldTellThePromptBeforeTheAnswerAsOpenAiDoes() {
        PromptEcho echo = new PromptEcho(
                "A 重",
                List.of(
                        new PromptToken(1, "A", "A", OptionalDouble.empty(), List.of()),
                        read(2, " ", " ", -0.5, new TokenAlternative(2, " ", -0.5)),
                        read(3, "", "\uFFFD", -3, new TokenAlternative(5, "\uFFFD", -1)),
                        read(4, "重", "\uFFFD", -0.25, new TokenAlternative(4, "\uFFFD", -0.25))));

        JsonNode json = new AnswerRenderer("id-1", 7, "notes@2", "f00d", false, true)
                .whole(List.of(new Choice(echo, GENERATION), new Choice(GENERATION)));

        JsonNode choice = json.path("choices").path(0);
        assertThat(choice.path("text").asText()).isEqualTo("A 重重 kg");
        assertThat(choice.at("/logprobs/tokens").toString())
                .isEqualTo("[\"A\",\" \",\"token_id:3\",\"token_id:4\",\"\",\"重\",\" kg\"]");
        assertThat(choice.at("/logprobs/token_logprobs").toString()).isEqualTo("[null,-0.5,-3.0,-0.25,-0.1,-0.2,-0.3]");
        assertThat(choice.at("/logprobs/top_logprobs").toString())
                .isEqualTo(
                        "[null,{\" \":-0.5},{\"token_id:5\":-1.0,\"token_id:3\":-3.0},{\"token_id:4\":-0.25},{},{},{}]");
        assertThat(choice.at("/logprobs/text_offset").toString()).isEqualTo("[0,1,2,2,3,3,4]");
        assertThat(json.at("/choices/1/index").asInt()).isEqualTo(1);
        assertThat(json.at("/choices/1/text").asText()).isEqualTo("重 kg");
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(28);
    }

    @Test
    void shouldListTheEndMarkerOfAScoredTextAsOneTokenMore() {
        Generation ended = new Generation(
                "",
                List.of(),
                FinishReason.STOP,
                1,
                new Token(2, "<|end|>", -0.5, List.of(new TokenAlternative(2, "<|end|>", -0.5))));
        PromptEcho echo = new PromptEcho("A", List.of(new PromptToken(1, "A", "A", OptionalDouble.empty(), List.of())));

        JsonNode scored =
                new AnswerRenderer("id-1", 7, "notes@2", "f00d", false, true).whole(List.of(new Choice(echo, ended)));
        JsonNode chat = new AnswerRenderer("id-1", 7, "notes@2", "f00d", true, true).whole(List.of(new Choice(ended)));

        assertThat(scored.at("/choices/0/text").asText()).isEqualTo("A");
        assertThat(scored.at("/choices/0/logprobs/tokens").toString()).isEqualTo("[\"A\",\"<|end|>\"]");
        assertThat(scored.at("/choices/0/logprobs/token_logprobs").toString()).isEqualTo("[null,-0.5]");
        assertThat(scored.at("/usage/completion_tokens").asInt()).isZero();
        assertThat(chat.at("/choices/0/logprobs").isNull()).isTrue();
    }

    @Test
    void shouldCountOffsetsInCharactersWhereUtf16NeedsTwoUnits() {
        Generation faces =
                new Generation("😀!", List.of(new Token(1, "😀", -0.1), new Token(2, "!", -0.2)), FinishReason.STOP, 1);

        JsonNode json = new AnswerRenderer("id-1", 7, "notes@2", "f00d", false, true).whole(List.of(new Choice(faces)));

        assertThat(json.at("/choices/0/logprobs/text_offset").toString()).isEqualTo("[0,1]");
    }
}
