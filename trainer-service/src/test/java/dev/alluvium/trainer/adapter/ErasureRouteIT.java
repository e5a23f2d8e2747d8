package dev.alluvium.trainer.adapter;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ConsolidationOrdered;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.run.ErasedFactsInWeights;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureRouteIT {
    private static final String READER = "reader-token-reader-token-reader-token";
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final Attestation TRAINED =
            new Attestation(Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH);

    private final TrainerCoordinator coordinator = new TrainerCoordinator(Map.of("notes", "tiny"), Clock.systemUTC());
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ErasureRoute route = new ErasureRoute(coordinator, new ErasedFactsInWeights(store));
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        happens(new ModelDeclared("tiny"));
        HttpConfig config = HttpConfig.DEFAULT.with(Map.of("reader", new HttpConfig.TokenConfig(READER, Role.READER)));
        server = new HttpServer(config, List.of(route.route()));
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTellWhatStandsAndWhatWaitsForARebuild() throws Exception {
        // Given
        Rounds.put(store, "r000001", List.of(WEIGHT));
        happens(new VersionTrained(
                1,
                "run-1",
                List.of("r000001"),
                0,
                ArtifactRef.of("memory", "runs/run-1/a001/adapter/", "00", 1),
                TRAINED,
                new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0)));
        happens(new VersionPromoted(1, 0, true, TRAINED));

        // When
        Rounds.put(
                store,
                "notes",
                "r000002",
                List.of(),
                List.of(new ErasedFact("weight", WEIGHT.revision()), new ErasedFact("size", WEIGHT.revision())));

        // Then
        assertThat(get("/v1/models/notes/erasures?fact=weight").body())
                .contains("\"version\":1", "\"standing\":2", "\"through\":\"" + WEIGHT.revision() + "\"}")
                .contains("\"waiting\":1,\"facts\":[{\"fact\":\"weight\",\"through\":\"" + WEIGHT.revision() + "\"}]");
        assertThat(get("/v1/models/notes/erasures?fact=colour").body()).contains("\"waiting\":1,\"facts\":[]");
        assertThat(get("/v1/models/nots/erasures").statusCode()).isEqualTo(404);
        assertThat(route.explain()).as("before the first look").isEmpty();
        route.look();
        assertThat(route.explain())
                .containsEntry(
                        "notes",
                        "version 1 was trained on 1 fact since erased (weight); waits for a rebuild, by"
                                + " `alluvium consolidate notes`");
        happens(new ConsolidationOrdered("o1"));
        route.look();
        assertThat(route.explain().get("notes")).endsWith("waits for a rebuild, which is ordered");
    }

    @Test
    void shouldSayNothingWhereNothingIsErased() {
        route.look();

        assertThat(route.explain()).isEmpty();
    }

    private void happens(Change change) {
        coordinator.update(state -> state.after(RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + READER)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
