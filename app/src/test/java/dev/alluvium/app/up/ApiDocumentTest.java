package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.ApiDocument;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceRoutes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document of all services and their routes: each has what the other has. */
class ApiDocumentTest {
    @TempDir
    Path directory;

    private List<Route> routes = List.of();
    private ObjectNode document = Json.mapper().createObjectNode();

    @BeforeEach
    void gather() {
        ScrapedMeters meters = new ScrapedMeters();
        List<Service> services = EveryService.in(directory, meters);
        routes = ServiceRoutes.of(services, meters);
        document = ApiDocument.of(routes);
        services.forEach(Service::close);
    }

    @Test
    void shouldSayOfEveryRouteWhatItIsForAndOfNoOther() {
        assertThat(operations(ApiDocument.written())).isEqualTo(routed());
        assertThat(operations(document)).isEqualTo(routed());
        each((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags").size()).as(name).isEqualTo(1);
            assertThat(operation.path("responses").size()).as(name).isGreaterThan(1);
        });
    }

    @Test
    void shouldSayWhoMayCall() {
        for (Route route : routes) {
            JsonNode operation = document.path("paths")
                    .path(route.path())
                    .path(route.method().name().toLowerCase(Locale.ROOT));

            assertThat(operation.path("security").isEmpty()).as(route.path()).isEqualTo(route.role() == null);
            assertThat(operation.path("x-role").asText(null))
                    .as(route.path())
                    .isEqualTo(route.role() == null ? null : route.role().name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void shouldReferToWhatIsThere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    @Test
    void shouldCallEachOperationByANameOfItsOwn() {
        List<String> names = document.path("paths").findValuesAsText("operationId");

        assertThat(names).hasSize(routes.size()).doesNotHaveDuplicates();
    }

    private Set<String> routed() {
        return routes.stream()
                .map(route -> route.method().name() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> operations(ObjectNode described) {
        Set<String> operations = new TreeSet<>();
        described
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private interface Check {
        void of(String name, JsonNode operation);
    }

    private void each(Check check) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(
                                operation -> check.of(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }
}
