package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartSchemaTest {
    private static final Path SCHEMA = Chart.DIRECTORY.resolve("values.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void shouldHaveTheKeysOfTheServicesConfiguration() throws Exception {
        JsonNode schema = JSON.readTree(Files.readString(SCHEMA));
        JsonNode completed = ChartSchema.completed(schema);
        if (Boolean.getBoolean("alluvium.update")) {
            Files.writeString(SCHEMA, JSON.writeValueAsString(completed) + "\n");
        }

        assertThat(JSON.readTree(Files.readString(SCHEMA)))
                .as("run mvn test -pl helm -Dalluvium.update=true")
                .isEqualTo(completed);
    }
}
