package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart configures, read by the services' own configuration classes with the environment of their own containers. */
class ConfigurationTest {
    private static final String SECRET = "a-secret-of-at-least-32-characters-in-kubernetes";
    /** Read by the launch script, the log configuration, the commands, or by what the services are built on. */
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "ALLUVIUM_DATA",
            "ALLUVIUM_JAVA_OPTS",
            "ALLUVIUM_KAFKA_PASSWORD",
            "ALLUVIUM_LOG",
            "DJL_CACHE_DIR",
            "DJL_OFFLINE",
            "HOME",
            "JDK_JAVA_OPTIONS",
            "LANG",
            "LC_ALL",
            "OMP_WAIT_POLICY",
            "TZ");

    static List<Path> valueFiles() {
        return Chart.valueFiles();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldBeLoadedByEachService(Path values) {
        List<JsonNode> manifests = Chart.shipped().render(values);
        for (JsonNode workload : Chart.ofKind(manifests, "StatefulSet", "Deployment")) {
            AlluviumConfig config = load(manifests, workload);

            assertThat(config.http().host()).isEqualTo("0.0.0.0");
            assertThat(config.http().port())
                    .isEqualTo(workload.at("/spec/template/spec/containers/0/ports/0/containerPort")
                            .asInt());
            assertThat(config.http().tokens().get("admin").role()).isEqualTo(Role.ADMIN);
            assertThat(config.http().tokens().get("admin").token()).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldSetNoVariableThatNothingReads(Path values) {
        List<JsonNode> manifests = Chart.shipped().render(values);
        String config = Chart.find(manifests, "ConfigMap", fullName(manifests))
                .at("/data/alluvium.yaml")
                .asText();
        for (JsonNode workload : Chart.ofKind(manifests, "StatefulSet", "Deployment")) {
            List<String> names = names(workload);

            assertThat(names).doesNotHaveDuplicates();
            assertThat(names)
                    .allMatch(name -> READ_ELSEWHERE.contains(name)
                            || config.contains("${" + name + "}")
                            || name.equals("ALLUVIUM_TOKEN"));
        }
    }

    @Test
    void shouldConnectToTheBrokersAndTheStoreThatAreNamed() {
        AlluviumConfig config = loaded("production", "trainer");

        assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka-0.kafka:9092,kafka-1.kafka:9092");
        assertThat(config.kafka().topicPrefix()).isEqualTo("team.");
        assertThat(config.kafka().replicationFactor()).isEqualTo(3);
        assertThat(config.kafka().properties()).isEmpty();
        assertThat(config.objectStore().endpoint()).isEqualTo("http://minio.storage:9000");
        assertThat(config.objectStore().bucket()).isEqualTo("team");
        assertThat(config.objectStore().secretKey()).isEqualTo(SECRET);
        assertThat(config.trust().directory()).isEqualTo("/keys");
    }

    /** But for the replication factor, which one broker cannot have. */
    @Test
    void shouldHaveTheDefaultsOfTheServices() {
        Map<String, Object> values = production();
        AlluviumConfig defaults = AlluviumConfig.defaults();

        AlluviumConfig config = load(Chart.shipped().render(values), "trainer");

        assertThat(config.kafka().topicPrefix()).isEqualTo(defaults.kafka().topicPrefix());
        assertThat(config.kafka().partitions()).isEqualTo(defaults.kafka().partitions());
        assertThat(config.objectStore().bucket())
                .isEqualTo(defaults.objectStore().bucket());
        assertThat(config.objectStore().region())
                .isEqualTo(defaults.objectStore().region());
    }

    @ParameterizedTest
    @CsvSource({
        "tls,     SASL_SSL, PLAIN,         org.apache.kafka.common.security.plain.PlainLoginModule",
        "strimzi, SASL_SSL, SCRAM-SHA-512, org.apache.kafka.common.security.scram.ScramLoginModule"
    })
    void shouldTellEachServicesNameToKafka(String file, String protocol, String mechanism, String module) {
        Map<String, String> properties = loaded(file, "accumulator").kafka().properties();

        assertThat(properties)
                .containsEntry("security.protocol", protocol)
                .containsEntry("sasl.mechanism", mechanism)
                .containsEntry("ssl.truststore.location", "/kafka-ca/ca.crt")
                .containsEntry(
                        "sasl.jaas.config",
                        module + " required username=\"accumulator-job\" password=\"" + SECRET + "\";");
        assertThat(properties.keySet()).allSatisfy(name -> {
            assertThat(ConsumerConfig.configNames()).contains(name);
            assertThat(ProducerConfig.configNames()).contains(name);
            assertThat(AdminClientConfig.configNames()).contains(name);
        });
    }

    @Test
    void shouldGiveEachServiceItsOwnPrivateKeyAlone() {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/production-values.yaml"));

        assertThat(keys(manifests, "trainer"))
                .containsExactlyInAnyOrder("trainer.key", "trainer.pub", "evaluator.pub", "registry.pub");
        assertThat(keys(manifests, "registry"))
                .containsExactlyInAnyOrder("registry.key", "trainer.pub", "evaluator.pub", "registry.pub");
        assertThat(keys(manifests, "serving"))
                .containsExactlyInAnyOrder("trainer.pub", "evaluator.pub", "registry.pub");
        assertThat(keys(manifests, "cleaning")).contains("fact-names.key").noneMatch(key -> key.equals("trainer.key"));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.bootstrapServers",
        "objectStore.endpoint",
        "objectStore.existingSecret",
        "trust.existingSecret",
        "auth.existingSecret"
    })
    void shouldNameWhatProductionLacks(String key) {
        Map<String, Object> values = production();
        values.remove(key);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.shipped().render(values))
                .withMessageContaining(key + " is empty")
                .withMessageContaining("Remedy: set " + key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services.registry.replicas          | 2          | leave services.registry.replicas at 1",
                "services.accumulator.replicas       | 3          | leave services.accumulator.replicas at 1",
                "services.serving.autoscaling.type   | keda       | services.serving.autoscaling.type=hpa",
                "services.serving.replicaz           | 3          | 'replicas'",
                "kafka.auth.mechanism                | PLAIN      | set kafka.auth.existingSecret",
                "config.trust.directory              | keys       | the keys trust.existingSecret",
                "strimzi.enabled                     | true       | set strimzi.cluster",
                "services.ingest.extraEnv[0].name    | KAFKA_USER | which the chart sets",
                "config.ingest.watch[0].path         | inbox      | services.ingest.replicas=1"
            })
    void shouldRefuseWhatCannotWorkWithARemedy(String key, String value, String message) {
        Map<String, Object> values = production();
        values.put(
                key, value.matches("[0-9]+") ? Integer.valueOf(value) : value.equals("true") ? (Object) true : value);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.shipped().render(values))
                .withMessageContaining(message.replace("''", "'"));
    }

    @Test
    void shouldLetAServiceTurnOffWhatAllHave() {
        Map<String, Object> values = production();
        values.put("services.cleaning.persistence.enabled", false);
        values.put("podDisruptionBudget.enabled", false);
        values.put("networkPolicy.enabled", false);

        List<JsonNode> manifests = Chart.shipped().render(values);

        Chart.find(manifests, "Deployment", "-cleaning");
        assertThat(Chart.ofKind(manifests, "NetworkPolicy", "PodDisruptionBudget"))
                .isEmpty();
    }

    @Test
    void shouldAllowTheArrowsOfTheDesignAlone() {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/production-values.yaml"));

        assertThat(Chart.ofKind(manifests, "NetworkPolicy")).hasSize(7).allSatisfy(policy -> {
            assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
            assertThat(policy.at("/spec/egress").findValuesAsText("port"))
                    .containsExactlyInAnyOrder("53", "53", "9092", "9000");
            assertThat(policy.at("/spec/ingress").findValuesAsText("port")).containsExactly("8080");
        });
    }

    private static Map<String, Object> production() {
        return new HashMap<>(Map.of(
                "profile", "production",
                "kafka.bootstrapServers", "kafka:9092",
                "objectStore.endpoint", "http://minio:9000",
                "objectStore.existingSecret", "s3",
                "trust.existingSecret", "trust",
                "auth.existingSecret", "token"));
    }

    private static AlluviumConfig loaded(String file, String service) {
        return load(Chart.shipped().render(Chart.DIRECTORY.resolve("ci/" + file + "-values.yaml")), service);
    }

    private static AlluviumConfig load(List<JsonNode> manifests, String service) {
        return load(
                manifests,
                Chart.ofKind(manifests, "StatefulSet", "Deployment").stream()
                        .filter(workload ->
                                workload.at("/metadata/name").asText().endsWith("-" + service))
                        .findFirst()
                        .orElseThrow());
    }

    private static AlluviumConfig load(List<JsonNode> manifests, JsonNode workload) {
        String yaml = Chart.find(manifests, "ConfigMap", fullName(manifests))
                .at("/data/alluvium.yaml")
                .asText();
        Map<String, String> environment = new HashMap<>();
        workload.at("/spec/template/spec/containers/0/env")
                .forEach(one -> environment.put(
                        one.path("name").asText(),
                        one.has("value") ? one.path("value").asText() : SECRET));
        return ConfigLoader.parse("alluvium.yaml", yaml, AlluviumConfig.class, environment);
    }

    private static String fullName(List<JsonNode> manifests) {
        return Chart.ofKind(manifests, "ConfigMap").stream()
                .filter(map -> map.path("data").has("alluvium.yaml"))
                .map(map -> map.at("/metadata/name").asText())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0/env").findValuesAsText("name").stream()
                .filter(name -> name.matches("[A-Z_0-9]+"))
                .toList();
    }

    private static List<String> keys(List<JsonNode> manifests, String service) {
        for (JsonNode workload : Chart.ofKind(manifests, "StatefulSet", "Deployment")) {
            if (workload.at("/metadata/name").asText().endsWith("-" + service)) {
                for (JsonNode volume : workload.at("/spec/template/spec/volumes")) {
                    if (volume.path("name").asText().equals("keys")) {
                        return volume.at("/secret/items").findValuesAsText("key");
                    }
                }
            }
        }
        throw new AssertionError(service);
    }
}
