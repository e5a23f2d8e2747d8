package dev.alluvium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Path FILE = Chart.DIRECTORY.resolve("files/dashboards/pipeline.json");

    private static List<JsonNode> panels() throws Exception {
        List<JsonNode> panels = new ArrayList<>();
        new ObjectMapper().readTree(FILE.toFile()).path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    @Test
    void shouldBeWhatTheCodeSays() throws Exception {
        String generated = PipelineDashboard.json();
        if (Boolean.getBoolean("alluvium.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, generated);
        }

        assertThat(FILE).as("run mvn test -pl helm -Dalluvium.update=true").hasContent(generated);
    }

    @Test
    void shouldNameOnlyMetricsThatServicesEmit() throws Exception {
        Set<String> emitted = MetricNames.emitted();

        assertThat(panels())
                .allSatisfy(panel -> assertThat(panel.path("targets"))
                        .allSatisfy(target -> assertThat(
                                        MetricNames.used(target.path("expr").asText()))
                                .isNotEmpty()
                                .isSubsetOf(emitted)));
    }

    @Test
    void shouldExplainEveryPanelOnce() throws Exception {
        Set<String> titles = new HashSet<>();

        assertThat(panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(titles.add(panel.path("title").asText())).isTrue();
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        });
    }

    @Test
    void shouldTakeRatesOverGrafanasOwnInterval() throws Exception {
        assertThat(panels())
                .allSatisfy(panel -> assertThat(panel.path("targets")).allSatisfy(target -> {
                    String expression = target.path("expr").asText();
                    assertThat(expression.contains("rate(") || expression.contains("increase("))
                            .isEqualTo(expression.contains("[$__rate_interval]"));
                    assertThat(expression).doesNotContainPattern("\\[[0-9]+[smh]]");
                }));
    }

    @Test
    void shouldLayPanelsOutWithoutOverlap() throws Exception {
        Set<String> cells = new HashSet<>();

        assertThat(panels()).allSatisfy(panel -> {
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    assertThat(cells.add((at.path("x").asInt() + x) + ","
                                    + (at.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        });
    }
}
