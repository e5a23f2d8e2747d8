package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the chart makes of what is there already. */
class InstalledBeforeTest {
    private static final String SETS = "/apis/apps/v1/namespaces/ml/statefulsets/";
    private static final String SECRETS = "/api/v1/namespaces/ml/secrets/";

    @AfterEach
    void forget() {
        FakeCluster.clear();
    }

    @Test
    void shouldKeepThePolicyThatCannotBeChanged() {
        FakeCluster.put(SETS + "demo-alluvium", set("20Gi"));

        JsonNode set = Chart.find(Chart.shipped().render(Map.of()), "StatefulSet", "");

        assertThat(set.at("/spec/podManagementPolicy").asText()).isEqualTo("OrderedReady");
    }

    @Test
    void shouldSayHowToEnlargeAVolume() {
        FakeCluster.put(SETS + "demo-alluvium", set("20Gi"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.shipped().render(Map.of("persistence.size", "40Gi")))
                .withMessageContaining("persistence.size=40Gi: the volume was made with 20Gi")
                .withMessageContaining("kubectl delete statefulset demo-alluvium --cascade=orphan");
    }

    @Test
    void shouldKeepTheTokenThatItMadeUp() {
        FakeCluster.put(SECRETS + "demo-alluvium-token", secret("demo-alluvium-token", "a2VwdA=="));

        List<JsonNode> manifests = Chart.shipped().render(Map.of());

        assertThat(Chart.find(manifests, "Secret", "-token").at("/data/token").asText())
                .isEqualTo("a2VwdA==");
    }

    @Test
    void shouldRestartThePodWhenTheContentOfASecretChanges() {
        Map<String, Object> values = Map.of("auth.existingSecret", "mine");
        FakeCluster.put(SECRETS + "mine", secret("mine", "b25l"));
        String before = checksum(values);
        FakeCluster.put(SECRETS + "mine", secret("mine", "dHdv"));

        assertThat(checksum(values)).isNotEqualTo(before);
    }

    private static String checksum(Map<String, Object> values) {
        return Chart.find(Chart.shipped().render(values), "StatefulSet", "")
                .at("/spec/template/metadata/annotations/checksum~1token")
                .asText();
    }

    private static String set(String size) {
        return """
                {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"demo-alluvium","namespace":"ml"},
                "spec":{"podManagementPolicy":"OrderedReady",
                "volumeClaimTemplates":[{"spec":{"resources":{"requests":{"storage":"%s"}}}}]}}
                """.formatted(size);
    }

    private static String secret(String name, String token) {
        return """
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s","namespace":"ml"},"data":{"token":"%s"}}
                """.formatted(name, token);
    }
}
