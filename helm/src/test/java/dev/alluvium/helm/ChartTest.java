package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {
    @TempDir
    Path directory;

    static List<Path> valueFiles() {
        return Chart.valueFiles();
    }

    @Test
    void shouldPassStrictLint() {
        LintResult result = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldRenderManifestsThatKubernetesTakes(Path values) throws Exception {
        List<JsonNode> manifests = Chart.withHooks(directory).render(values);

        assertThat(manifests).hasSizeGreaterThanOrEqualTo(5);
        assertThat(manifests)
                .allSatisfy(manifest -> assertThat(Manifests.problems(manifest))
                        .as(manifest.path("kind").asText())
                        .isEmpty());
    }

    @Test
    void shouldNoticeAFieldThatDoesNotExistAndAValueOfTheWrongType() {
        JsonNode broken = Chart.parse("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: x}
                        spec: {portz: [], type: 5, ports: [{name: http}]}
                        """).get(0);

        assertThat(Manifests.problems(broken))
                .anyMatch(problem -> problem.contains("portz"))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldPutEveryManifestIntoTheReleasesNamespaceWithItsLabels(Path values) {
        assertThat(Chart.shipped().render(values)).allSatisfy(manifest -> {
            assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
            assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1instance")
                            .asText())
                    .isEqualTo(Chart.RELEASE);
            assertThat(manifest.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
        });
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldSelectThePodByItsLabels(Path values) {
        List<JsonNode> manifests = Chart.shipped().render(values);
        JsonNode set = manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("StatefulSet"))
                .findFirst()
                .orElseThrow();
        JsonNode labels = set.at("/spec/template/metadata/labels");

        assertSubset(set.at("/spec/selector/matchLabels"), labels);
        assertThat(manifests.stream()
                        .filter(manifest -> manifest.path("kind").asText().equals("Service"))
                        .toList())
                .hasSize(2)
                .allSatisfy(service -> {
                    assertSubset(service.at("/spec/selector"), labels);
                    assertThat(service.at("/spec/ports/0/targetPort").asText())
                            .isEqualTo(set.at("/spec/template/spec/containers/0/ports/0/name")
                                    .asText());
                });
        assertThat(manifests.stream()
                        .map(manifest -> manifest.at("/metadata/name").asText()))
                .contains(set.at("/spec/serviceName").asText());
    }

    private static void assertSubset(JsonNode selector, JsonNode labels) {
        assertThat(selector).isNotEmpty();
        selector.fields()
                .forEachRemaining(
                        wanted -> assertThat(labels.path(wanted.getKey())).isEqualTo(wanted.getValue()));
    }

    @Test
    void shouldLetPrometheusFindTheServiceOnce() {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/observed-values.yaml"));
        JsonNode selector = Chart.find(manifests, "ServiceMonitor", "").at("/spec/selector/matchLabels");

        long found = manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("Service"))
                .filter(service -> StreamSupport.stream(
                                ((Iterable<Map.Entry<String, JsonNode>>) selector::fields).spliterator(), false)
                        .allMatch(wanted -> wanted.getValue()
                                .equals(service.at("/metadata/labels").path(wanted.getKey()))))
                .count();

        assertThat(found).isEqualTo(1);
    }

    @Test
    void shouldRunUnderRestrictedPodSecurity() {
        JsonNode pod =
                Chart.find(Chart.shipped().render(Map.of()), "StatefulSet", "").at("/spec/template/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode container = pod.at("/containers/0/securityContext");
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void shouldStartTheWholePipelineOnItsVolume() {
        JsonNode set = Chart.find(Chart.shipped().render(Map.of()), "StatefulSet", "");
        JsonNode container = set.at("/spec/template/spec/containers/0");

        assertThat(container.path("command").path(0).asText()).isEqualTo("alluvium");
        assertThat(container.path("args").toString())
                .isEqualTo("[\"up\",\"--data\",\"/data\",\"--config\",\"/config/alluvium.yaml\"]");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(set.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage")
                        .asText())
                .isEqualTo("20Gi");
    }

    @Test
    void shouldWriteTheConfigurationWithItsEndpointAndNoToken() throws Exception {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/full-values.yaml"));
        JsonNode config = new YAMLMapper()
                .readTree(Chart.find(manifests, "ConfigMap", "")
                        .at("/data/alluvium.yaml")
                        .asText());

        assertThat(config.at("/models/support/trigger/records").asInt()).isEqualTo(500);
        assertThat(config.at("/http/host").asText()).isEqualTo("0.0.0.0");
        assertThat(config.at("/http/port").asInt()).isEqualTo(8080);
        assertThat(config.at("/http/tokens/admin/token").asText()).isEqualTo("${ALLUVIUM_TOKEN}");
    }

    @Test
    void shouldKeepAGivenTokenInASecret() {
        String given = "t".repeat(32);
        List<JsonNode> manifests = Chart.shipped().render(Map.of("auth.token", given));

        byte[] token = Base64.getDecoder()
                .decode(Chart.find(manifests, "Secret", "-token")
                        .at("/data/token")
                        .asText());
        assertThat(new String(token, StandardCharsets.UTF_8)).isEqualTo(given);
        assertThat(Chart.find(manifests, "ConfigMap", "").toString()).doesNotContain(given);
    }

    @Test
    void shouldLeaveTheTokenToTheProcessWhereNoneIsGiven() {
        List<JsonNode> manifests = Chart.shipped().render(Map.of());

        assertThat(manifests)
                .noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
        assertThat(Chart.find(manifests, "ConfigMap", "").toString()).doesNotContain("tokens");
    }

    @Test
    void shouldTakeATokenFromASecretThatExists() {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/full-values.yaml"));

        assertThat(manifests)
                .noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
        JsonNode reference = Chart.find(manifests, "StatefulSet", "")
                .at("/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef");
        assertThat(reference.toString()).isEqualTo("{\"name\":\"knowledge-credentials\",\"key\":\"admin\"}");
    }

    @Test
    void shouldRestartThePodWhenTheConfigurationChanges() {
        String checksum = "/spec/template/metadata/annotations/checksum~1config";
        JsonNode before = Chart.find(Chart.shipped().render(Map.of()), "StatefulSet", "");
        JsonNode after = Chart.find(Chart.shipped().render(Map.of("config.serving.slots", 4)), "StatefulSet", "");

        assertThat(before.at(checksum).asText())
                .isNotEmpty()
                .isNotEqualTo(after.at(checksum).asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    profile              | cluster  | /profile
                    replicaCount         | 3        | replicaCount
                    service.port         | 70000    | /service/port
                    auth.token           | short    | /auth/token
                    persistence.size     | much     | /persistence/size
                    image.pullPolicy     | Often    | /image/pullPolicy
                    serviceMonitor.intervall | 10s  | intervall
                    config.kafka.bootstrap-servers | a:9092 | remove config.kafka
                    config.http.port     | 9090     | the port is service.port
                    config.cleaning.stagse | all    | stagse
                    config.cleaning.stages.markup | html | /config/cleaning/stages/markup
                    config.cleaning.language.declared | refuse | /config/cleaning/language/declared
                    config.ingest.quota  | 0        | /config/ingest/quota
                    """)
    void shouldRefuseAValueByNameWithTheRule(String key, String value, String message) {
        Object typed = value.matches("[0-9]+") ? Integer.valueOf(value) : value;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.shipped().render(Map.of(key, typed)))
                .withMessageContaining(message);
    }
}
