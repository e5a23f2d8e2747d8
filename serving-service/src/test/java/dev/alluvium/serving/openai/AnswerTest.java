package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Generation GENERATION = new Generation(
            "重 kg",
            List.of(new Token(9, "", -0.1), new Token(8, "重", -0.2), new Token(7, " kg", -0.3)),
            FinishReason.LENGTH,
            11);

    @Test
    void shouldAnswerAConversation() {
        JsonNode json = new Answer("id-1", 7, "notes@2", "f00d", true, true).whole(GENERATION);

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
        JsonNode json = new Answer("id-1", 7, "notes@2", "f00d", false, true).whole(GENERATION);

        assertThat(json.path("object").asText()).isEqualTo("text_completion");
        JsonNode choice = json.path("choices").path(0);
        assertThat(choice.path("text").asText()).isEqualTo("重 kg");
        assertThat(choice.path("logprobs").path("text_offset").toString()).isEqualTo("[0,0,1]");
    }

    @Test
    void shouldLeaveLogprobsOutUnlessAsked() {
        JsonNode json = new Answer("id-1", 7, "notes@2", "f00d", true, false).whole(GENERATION);

        assertThat(json.path("choices").path(0).path("logprobs").isNull()).isTrue();
    }
}
