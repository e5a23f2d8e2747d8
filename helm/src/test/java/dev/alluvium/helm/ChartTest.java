package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(manifests).hasSizeGreaterThanOrEqualTo(6);
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
            assertThat(manifest.at("/metadata/name").asText()).matches("[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?");
        });
    }

    /** Every selector of a file's manifests finds pods, and only those of one workload; none finds the test's pod. */
    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldSelectThePodsOfOneWorkloadByTheirLabels(Path values) throws Exception {
        List<JsonNode> manifests = Chart.withHooks(directory).render(values);
        List<JsonNode> workloads = Chart.ofKind(manifests, "StatefulSet", "Deployment");
        JsonNode test = Chart.find(manifests, "Pod", "-test").at("/metadata/labels");

        for (JsonNode workload : workloads) {
            JsonNode labels = workload.at("/spec/template/metadata/labels");
            assertSubset(workload.at("/spec/selector/matchLabels"), labels);
        }
        List<JsonNode> selectors = new ArrayList<>();
        Chart.ofKind(manifests, "Service").forEach(service -> selectors.add(service.at("/spec/selector")));
        Chart.ofKind(manifests, "PodDisruptionBudget")
                .forEach(budget -> selectors.add(budget.at("/spec/selector/matchLabels")));
        Chart.ofKind(manifests, "NetworkPolicy")
                .forEach(policy -> selectors.add(policy.at("/spec/podSelector/matchLabels")));
        assertThat(selectors).isNotEmpty().allSatisfy(selector -> {
            assertThat(workloads.stream()
                            .filter(workload -> matches(selector, workload.at("/spec/template/metadata/labels"))))
                    .hasSize(1);
            assertThat(matches(selector, test)).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldLeadServicesToPortsAndStatefulSetsToTheirServices(Path values) {
        List<JsonNode> manifests = Chart.shipped().render(values);
        List<JsonNode> workloads = Chart.ofKind(manifests, "StatefulSet", "Deployment");

        for (JsonNode service : Chart.ofKind(manifests, "Service")) {
            JsonNode workload = workloads.stream()
                    .filter(one -> matches(service.at("/spec/selector"), one.at("/spec/template/metadata/labels")))
                    .findFirst()
                    .orElseThrow();
            assertThat(workload.at("/spec/template/spec/containers/0/ports").findValuesAsText("name"))
                    .containsAll(service.at("/spec/ports").findValuesAsText("targetPort"));
        }
        assertThat(Chart.ofKind(manifests, "StatefulSet"))
                .allSatisfy(set -> assertThat(Chart.ofKind(manifests, "Service").stream()
                                .filter(service ->
                                        service.at("/spec/clusterIP").asText().equals("None"))
                                .map(service -> service.at("/metadata/name").asText()))
                        .contains(set.at("/spec/serviceName").asText()));
        assertThat(Chart.ofKind(manifests, "HorizontalPodAutoscaler", "ScaledObject"))
                .allSatisfy(scaler -> assertThat(Chart.find(
                                        workloads,
                                        scaler.at("/spec/scaleTargetRef/kind").asText(),
                                        scaler.at("/spec/scaleTargetRef/name").asText())
                                .at("/spec/replicas")
                                .isMissingNode())
                        .isTrue());
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        return selector.properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
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

    @ParameterizedTest
    @MethodSource("valueFiles")
    void shouldRunUnderRestrictedPodSecurity(Path values) throws Exception {
        List<JsonNode> manifests = Chart.withHooks(directory).render(values);
        List<JsonNode> pods = new ArrayList<>();
        Chart.ofKind(manifests, "StatefulSet", "Deployment")
                .forEach(workload -> pods.add(workload.at("/spec/template/spec")));
        Chart.ofKind(manifests, "Pod").forEach(pod -> pods.add(pod.path("spec")));

        assertThat(pods).hasSizeGreaterThan(1).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("containers")).hasSize(1);
            JsonNode container = pod.at("/containers/0/securityContext");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
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
    void shouldMakeUpATokenAndKeepItWhereNoneIsGiven() {
        JsonNode secret = Chart.find(Chart.shipped().render(Map.of()), "Secret", "-token");

        byte[] token = Base64.getDecoder().decode(secret.at("/data/token").asText());
        assertThat(new String(token, StandardCharsets.UTF_8)).matches("[A-Za-z0-9]{44}");
        assertThat(secret.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                .isEqualTo("keep");
    }

    @Test
    void shouldLeaveTheTokenToTheProcessWhereNoneIsWanted() {
        List<JsonNode> manifests = Chart.shipped().render(Map.of("auth.generate", false));

        assertThat(manifests)
                .noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
        assertThat(Chart.find(manifests, "ConfigMap", "").toString()).doesNotContain("tokens");
    }

    @Test
    void shouldTakeATokenFromASecretThatExists() throws Exception {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/full-values.yaml"));

        assertThat(manifests)
                .noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
        JsonNode reference = Chart.find(manifests, "StatefulSet", "")
                .at("/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef");
        assertThat(reference.toString()).isEqualTo("{\"name\":\"knowledge-credentials\",\"key\":\"admin\"}");
        JsonNode tested = Chart.find(
                        Chart.withHooks(directory).render(Chart.DIRECTORY.resolve("ci/full-values.yaml")),
                        "Pod",
                        "-test")
                .at("/spec/containers/0/env/0/valueFrom/secretKeyRef");
        assertThat(tested).isEqualTo(reference);
    }

    @Test
    void shouldRestartThePodWhenItsTokenChanges() {
        String checksum = "/spec/template/metadata/annotations/checksum~1token";
        Set<String> sums = new TreeSet<>();
        for (Map<String, Object> auth : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("auth.token", "t".repeat(32)),
                Map.of("auth.token", "u".repeat(32)),
                Map.of("auth.existingSecret", "one"),
                Map.of("auth.existingSecret", "other"))) {
            sums.add(Chart.find(Chart.shipped().render(auth), "StatefulSet", "")
                    .at(checksum)
                    .asText());
        }

        assertThat(sums).hasSize(5).doesNotContain("");
    }

    @Test
    void shouldReplaceAPodThatNeverBecameReady() {
        JsonNode set = Chart.find(Chart.shipped().render(Map.of()), "StatefulSet", "");

        assertThat(set.at("/spec/podManagementPolicy").asText()).isEqualTo("Parallel");
    }

    @Test
    void shouldLetOtherPodsReachTheBrokerWhereThatIsWanted() {
        List<JsonNode> manifests = Chart.shipped()
                .render(Map.of(
                        "kafkaListener.enabled",
                        true,
                        "kafkaListener.port",
                        9094,
                        "kafkaListener.existingSecret",
                        "erp-kafka"));

        assertThat(Chart.find(manifests, "StatefulSet", "")
                        .at("/spec/template/spec/containers/0/args")
                        .toString())
                .contains(
                        "\"--kafka-listen\",\"0.0.0.0:9092\",\"--kafka-advertise\",\"demo-alluvium-kafka.ml.svc:9094\"");
        assertThat(Chart.find(manifests, "StatefulSet", "")
                        .at("/spec/template/spec/containers/0/env")
                        .toString())
                .contains("{\"name\":\"ALLUVIUM_KAFKA_PASSWORD\",\"valueFrom\":{\"secretKeyRef\":"
                        + "{\"name\":\"erp-kafka\",\"key\":\"password\"}}}");
        JsonNode service = Chart.find(manifests, "Service", "demo-alluvium-kafka");
        assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(9094);
        assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "affinity",
                "jvm.options",
                "resources.limits",
                "auth.token",
                "image.tag",
                "persistence.storageClass",
                "config.models",
                "podLabels",
                "prometheusRule.labels",
                "extraEnv"
            })
    void shouldTakeNullForNothing(String key) throws Exception {
        Path values = Files.writeString(directory.resolve("values.yaml"), nested(key));

        assertThat(Chart.shipped().render(values))
                .allSatisfy(manifest -> assertThat(Manifests.problems(manifest)).isEmpty());
    }

    private static String nested(String key) {
        StringBuilder yaml = new StringBuilder();
        String indent = "";
        for (String part : key.split("\\.")) {
            yaml.append(indent).append(part).append(":\n");
            indent += "  ";
        }
        return yaml.toString();
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
                    config.trainer.devise | cpu     | 'device'
                    config.serving.slot  | 4        | 'slots'
                    config.accumulator.duplicate | 5 | 'duplicate-retention'
                    persistance.size     | 1Gi      | 'persistence'
                    prometheusRule.runbookBaseUrl | docs/runbooks | /prometheusRule/runbookBaseUrl
                    logging.format       | xml      | 'json', 'text', 'file'
                    kafka.bootstrapServers | a:9092 | set profile=production
                    strimzi.enabled      | true     | set profile=production
                    services.trainr.replicas | 2    | 'trainer'
                    extraEnv[0].name     | HOME     | which the chart sets
                    """)
    void shouldRefuseAValueByNameWithTheRule(String key, String value, String message) {
        Object typed = value.matches("[0-9]+") ? Integer.valueOf(value) : value.equals("true") ? (Object) true : value;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.shipped().render(Map.of(key, typed)))
                .withMessageContaining(message);
    }
}
