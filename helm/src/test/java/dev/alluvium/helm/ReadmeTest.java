package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    /** Its keys are those of {@code alluvium.yaml}, which the product's own documents explain. */
    private static final String CONFIG = "config";

    private static final Path VALUES = Chart.DIRECTORY.resolve("values.yaml");
    private static final Path README = Chart.DIRECTORY.resolve("README.md");

    @Test
    void shouldBeWhatTheValuesSay() throws Exception {
        String generated = ReadmeWriter.of(Files.readString(VALUES), Chart.yaml(VALUES));
        if (Boolean.getBoolean("alluvium.update")) {
            Files.writeString(README, generated);
        }

        assertThat(README).as("run mvn test -pl helm -Dalluvium.update=true").hasContent(generated);
    }

    @Test
    void shouldExplainEveryValueThatTheSchemaHas() throws Exception {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
        List<String> paths = new ArrayList<>();
        collect(schema, "", paths);

        Set<String> explained = ReadmeWriter.explained(Files.readString(VALUES)).keySet();

        assertThat(explained).containsExactlyInAnyOrderElementsOf(paths);
    }

    private static void collect(JsonNode schema, String prefix, List<String> paths) {
        schema.path("properties").fields().forEachRemaining(property -> {
            String path = prefix + property.getKey();
            if (property.getValue().has("properties") && !path.equals(CONFIG)) {
                collect(property.getValue(), path + ".", paths);
            } else if (!path.equals("global")) {
                paths.add(path);
            }
        });
    }
}
