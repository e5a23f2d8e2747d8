package dev.alluvium.ingest.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admitted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each event of a batch of CloudEvents has its own outcome. */
class BulkRequestTest {
    private static final String EVENT =
            "{\"specversion\":\"%s\",\"id\":\"e%d\",\"source\":\"/shop\",\"type\":\"fact\",\"data\":"
                    + "{\"instruction\":\"How heavy is the KX-%d?\",\"output\":\"It weighs 3.%d kg.\"}}";

    private final List<Admitted> appended = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    private JsonNode answer(String body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BulkRequest bulk = new BulkRequest(
                new Admission(),
                records -> {
                    appended.addAll(records);
                    return records.stream()
                            .map(each -> new RawPosition("raw", 0, appended.size()))
                            .toList();
                },
                refused::addAndGet,
                new BulkAnswer(() -> out));
        bulk.elements(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return Json.mapper().readTree(out.toByteArray());
    }

    @Test
    void shouldJudgeEachEventOfABatchByItself() throws Exception {
        String body = "[" + EVENT.formatted("1.0", 1, 1, 1) + ",\n" + EVENT.formatted("0.3", 2, 2, 2) + ", "
                + EVENT.formatted("1.0", 3, 3, 3) + "]";

        JsonNode answer = answer(body);

        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.path("refused").asInt()).isEqualTo(1);
        assertThat(answer.at("/results/0/status").asInt()).isEqualTo(202);
        assertThat(answer.at("/results/1/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/results/1/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/results/1/errors").toString()).contains("another specversion than 1.0");
        assertThat(answer.at("/results/2/status").asInt()).isEqualTo(202);
        assertThat(appended).hasSize(2);
        assertThat(refused).hasValue(1);
    }

    @Test
    void shouldTakeAnEmptyBatch() throws Exception {
        assertThat(answer("[]").path("results")).isEmpty();
    }
}
