package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaFilesTest {
    private static final Path STRIMZI = Chart.DIRECTORY.resolve("ci/strimzi-values.yaml");

    @Test
    void shouldBeWhatTheTopicsSay() throws Exception {
        assertWritten("files/topics.yaml", KafkaFiles.topics());
        assertWritten("files/users.yaml", KafkaFiles.users());
    }

    private static void assertWritten(String name, String content) throws Exception {
        Path file = Chart.DIRECTORY.resolve(name);
        if (Boolean.getBoolean("alluvium.update")) {
            Files.writeString(file, content);
        }
        assertThat(file).as("run mvn test -pl helm -Dalluvium.update=true").hasContent(content);
    }

    @Test
    void shouldDeclareEveryTopicUnderItsWholeName() {
        List<JsonNode> topics = ofKind("KafkaTopic");

        assertThat(topics).hasSize(Topics.all().size());
        for (Topic<?> topic : Topics.all()) {
            JsonNode declared = Chart.find(topics, "KafkaTopic", "-" + topic.suffix());
            assertThat(declared.at("/spec/topicName").asText()).isEqualTo(topic.name("alluvium."));
            assertThat(declared.at("/spec/partitions").asInt()).isEqualTo(topic.partitions());
            assertThat(declared.at("/spec/config/cleanup.policy").asText())
                    .isEqualTo(topic.settings().get("cleanup.policy"));
            assertThat(declared.at("/metadata/labels/strimzi.io~1cluster").asText())
                    .isEqualTo("events");
        }
    }

    @Test
    void shouldLetOnlyCleaningReadRawRecordsAndTheTopicsOfOthers() {
        List<JsonNode> users = ofKind("KafkaUser");

        assertThat(users.stream()
                        .filter(user -> may(user, "Read", "alluvium.records.raw.v1"))
                        .map(user -> user.at("/metadata/name").asText()))
                .containsExactly("cleaning-stream");
        assertThat(users.stream()
                        .filter(user -> may(user, "Read", "erp.products"))
                        .map(user -> user.at("/metadata/name").asText()))
                .containsExactly("cleaning-stream");
        assertThat(users.toString()).doesNotContain(KafkaFiles.PREFIX);
    }

    private static boolean may(JsonNode user, String operation, String topic) {
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            if (acl.at("/resource/name").asText().equals(topic)
                    && acl.path("operations").toString().contains("\"" + operation + "\"")) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> ofKind(String kind) {
        return Chart.shipped().render(STRIMZI).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }
}
