package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    private static final AnswerRenderer ANSWER = new AnswerRenderer("id-1", 7, "notes@2", "f00d", true, false);

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    @Test
    void shouldFrameAPieceAsOneLineEvenWithLineBreaksInIt() {
        String frame = text(ServerSentEvents.event(ANSWER.piece(new Token(1, "重量\n3.2", -0.5), 0)));

        assertThat(frame)
                .isEqualTo("data: {\"id\":\"id-1\",\"object\":\"chat.completion.chunk\",\"created\":7,"
                        + "\"model\":\"notes@2\",\"system_fingerprint\":\"f00d\",\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"content\":\"重量\\n3.2\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
    }

    @Test
    void shouldEndAsOpenAiEnds() {
        assertThat(text(ServerSentEvents.done())).isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void shouldKeepAliveWithACommentThatClientsSkip() {
        assertThat(text(ServerSentEvents.keepAlive())).startsWith(":").endsWith("\n\n");
    }

    @Test
    void shouldGiveTheUsageInAPieceWithoutChoices() {
        Generation generation = new Generation("3.2", List.of(new Token(1, "3.2", -0.5)), FinishReason.STOP, 4);

        String frame = text(ServerSentEvents.event(ANSWER.usageChunk(generation)));

        assertThat(frame)
                .contains("\"choices\":[]")
                .contains("\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":1,\"total_tokens\":5}");
    }
}
