package dev.alluvium.serving.adapter.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.ServedModels;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRepliesTest {
    @Test
    void shouldTellAnAdapterFromItsBase() throws IOException {
        JsonNode models = json("{'data':[{'id':'base','root':'/models/tiny','parent':null,'max_model_len':512},"
                + "{'id':'notes@1-abc-1','root':'/adapters/a','parent':'base','max_model_len':null}]}");

        ServedModels listing = PodReplies.listing(models);

        assertThat(listing.base()).contains(new ServedModels.Entry("base", "/models/tiny", "", 512));
        assertThat(listing.entries().get(1))
                .isEqualTo(new ServedModels.Entry("notes@1-abc-1", "/adapters/a", "base", 0));
    }

    @Test
    void shouldReadHowManyAdaptersAreComputedAtOnce() {
        String metrics = "# TYPE vllm:lora_requests_info gauge\n"
                + "vllm:lora_requests_info{max_lora=\"4\",running_lora_adapters=\"\"} 1.79e+09\n";

        assertThat(PodReplies.maxLoras(metrics)).isEqualTo(OptionalInt.of(4));
        assertThat(PodReplies.maxLoras("vllm:num_requests_running 0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error":{"message":"Worker failed with error 'LoRA rank 64 is greater than max_lora_rank 16.'"}} | RANK
            404 | {"detail":"Not Found"}                                                                             | UPDATES_OFF
            400 | {"error":{"message":"LoRA is not enabled. Use --enable-lora to enable LoRA."}}                     | UPDATES_OFF
            500 | {"error":{"message":"No free lora slots"}}                                                         | NO_ROOM
            404 | {"error":{"message":"Loading lora x failed: No adapter found for <path>"}}                         | FAILING
            500 | {"error":{"message":"EngineCore encountered an issue."}}                                           | FAILING
            401 | {"error":"Unauthorized"}                                                                           | SERVER_AWAY
            """)
    void shouldNameWhyAnAdapterIsNotLoaded(int status, String body, Reason reason) {
        assertThat(PodReplies.refused("loading x", status, body).refusal().reason())
                .isEqualTo(reason);
    }

    @Test
    void shouldCutWhatTheServerSays() {
        String message = PodReplies.message("{\"error\":{\"message\":\"" + "long\\n".repeat(500) + "\"}}");

        assertThat(message).hasSizeLessThan(220).doesNotContain("\n").endsWith("…");
    }

    @Test
    void shouldReadWhatWouldComeNext() throws Exception {
        JsonNode reply = json(
                "{'choices':[{'token_ids':[7],'logprobs':{'top_logprobs':[{'token_id:7':-0.5,'token_id:9':-2}]}}]}");

        assertThat(PodReplies.figures(reply, 1).prompts()).isEqualTo(List.of(Map.of(7L, -0.5, 9L, -2.0)));
    }

    @Test
    void shouldRefuseAServerThatIsTooOldOrAnswersByHalves() throws IOException {
        JsonNode old = json("{'choices':[{'logprobs':{'top_logprobs':[{'token_id:7':-0.5}]}}]}");

        assertThatThrownBy(() -> PodReplies.figures(old, 1))
                .isInstanceOf(VersionRefusedException.class)
                .hasMessageContaining("0.10.2");
        assertThatThrownBy(() -> PodReplies.figures(old, 2))
                .isInstanceOf(VersionRefusedException.class)
                .hasMessageContaining("1 of 2");
    }

    private static JsonNode json(String singleQuoted) throws IOException {
        return Json.mapper().readTree(singleQuoted.replace('\'', '"'));
    }
}
