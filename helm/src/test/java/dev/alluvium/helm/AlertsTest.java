package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        Chart.yaml(Chart.DIRECTORY.resolve("files/alerts.yaml"))
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    @Test
    void shouldNameOnlyMetricsThatServicesEmit() {
        Set<String> emitted = MetricNames.emitted();

        assertThat(rules())
                .allSatisfy(
                        rule -> assertThat(MetricNames.used(rule.path("expr").asText()))
                                .isNotEmpty()
                                .isSubsetOf(emitted));
    }

    @Test
    void shouldLeadFromEachAlertToItsRunbook() throws IOException {
        Set<String> linked = rules().stream()
                .map(rule -> rule.at("/annotations/runbook_url").asText())
                .peek(url -> assertThat(url).startsWith("RUNBOOKS/"))
                .map(url -> url.substring("RUNBOOKS/".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(linked);
        }
    }

    @Test
    void shouldSayWhatHappensAndHowBadItIs() {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("Alluvium");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/annotations/description").asText()).endsWith(".");
        });
    }

    @Test
    void shouldPointToTheConfiguredRunbooks() {
        List<JsonNode> manifests = Chart.shipped().render(Chart.DIRECTORY.resolve("ci/observed-values.yaml"));

        JsonNode first = Chart.find(manifests, "PrometheusRule", "").at("/spec/groups/0/rules/0");

        assertThat(first.at("/annotations/runbook_url").asText())
                .isEqualTo("https://wiki.example.com/alluvium/serving-not-ready.md");
        assertThat(first.at("/annotations/summary").asText()).contains("{{ $labels.model }}");
    }
}
