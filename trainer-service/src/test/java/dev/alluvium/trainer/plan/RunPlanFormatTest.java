package dev.alluvium.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as earlier versions wrote them: an attempt goes on by the plan that it began with. */
class RunPlanFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"whole", "least"})
    void shouldWriteAPlanToTheByteAsEarlierVersionsDid(String name) throws IOException {
        // Given
        byte[] kept = kept(name);

        // When
        RunPlan plan = Json.readWhole(kept, RunPlan.class);

        // Then
        assertThat(Json.string(plan)).isEqualTo(new String(kept, StandardCharsets.UTF_8).strip());
    }

    private static byte[] kept(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(RunPlanFormatTest.class.getResourceAsStream("/plan/" + name + ".json"))) {
            return file.readAllBytes();
        }
    }
}
