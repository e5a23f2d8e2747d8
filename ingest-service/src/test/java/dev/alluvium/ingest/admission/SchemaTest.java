package dev.alluvium.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.knowledge.decode.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The published schema and the decoder agree on what a record is, save for what a schema cannot say. */
class SchemaTest {
    private static final List<String> FIELDS = List.of(
            "fact",
            "model",
            "kind",
            "instruction",
            "input",
            "output",
            "wordings",
            "title",
            "text",
            "messages",
            "language",
            "source",
            "attributes",
            "shelf");
    private static final List<String> VALUES = List.of(
            "\"x\"",
            "\"qa\"",
            "\"delete\"",
            "\"document\"",
            "7",
            "true",
            "[]",
            "{}",
            "[{\"instruction\":\"a\",\"output\":\"b\"}]",
            "[{\"instruction\":\"a\"}]",
            "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]",
            "[{\"role\":\"pirate\",\"content\":\"a\"}]",
            "{\"shelf\":\"B2\"}");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new String(RecordSchema.bytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    private final Admission admission = new Admission();

    @Test
    void shouldRefuseWhatTheDecoderRefuses() {
        // Given
        Random random = new Random(6);
        List<String> disagreements = new ArrayList<>();
        int both = 0;

        // When
        for (int i = 0; i < 20_000; i++) {
            String record = record(random);
            boolean decoder =
                    admission.judge(record.getBytes(StandardCharsets.UTF_8), Map.of()) instanceof Result.Accepted;
            boolean valid = schema.validate(record, InputFormat.JSON).isEmpty();
            both += decoder && valid ? 1 : 0;
            if (decoder != valid) {
                disagreements.add((decoder ? "only the decoder takes " : "only the schema takes ") + record);
            }
        }

        // Then
        assertThat(disagreements).isEmpty();
        assertThat(both).isGreaterThan(500);
    }

    private static String record(Random random) {
        List<String> pairs = new ArrayList<>();
        for (String field : FIELDS) {
            if (random.nextInt(4) == 0) {
                String value = random.nextInt(3) > 0 ? fitting(field) : VALUES.get(random.nextInt(VALUES.size()));
                pairs.add("\"" + field + "\":" + value);
            }
        }
        return "{" + String.join(",", pairs) + "}";
    }

    private static String fitting(String field) {
        return switch (field) {
            case "kind" -> "\"delete\"";
            case "wordings" -> "[{\"instruction\":\"a\",\"output\":\"b\"}]";
            case "messages" -> "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]";
            case "attributes" -> "{\"shelf\":\"B2\"}";
            default -> "\"x\"";
        };
    }
}
