package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
    private static final String MODEL = "/registry/models/notes";
    private static final String ROLLOUT = MODEL + "/rollout";

    @TempDir
    private Path data;

    private StubApi api;

    @BeforeEach
    void start() throws IOException {
        RegistryEvent declared =
                RegistryEvent.of("declared", "notes", "test", "", Instant.EPOCH, new ModelDeclared("tiny"));
        api = new StubApi(data)
                .answer(MODEL, Json.string(RegistryState.of(List.of(declared)).get("notes")))
                .answer(MODEL + ":rollback", "{}")
                .answer(MODEL + "/versions/0:promote", "{}")
                .answer(ROLLOUT, "{\"done\":true,\"millis\":45,\"replicas\":[{},{}]}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldGoBackAndForwardAndTellHowLongBothTook() {
        Ended ended = run("--yes");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("2 replicas proved version 0 after 45 ms", "again after 45 ms", "nothing was quarantined");
        assertThat(api.requests())
                .filteredOn(request -> request.startsWith("POST"))
                .satisfiesExactly(
                        back -> assertThat(back)
                                .startsWith("POST " + MODEL + ":rollback")
                                .contains("\"drill\":true", "\"expectedFrom\":0"),
                        forward -> assertThat(forward).startsWith("POST " + MODEL + "/versions/0:promote"));
    }

    @Test
    void shouldFailWhereAStepTakesTooLong() {
        Ended ended = run("--yes", "--limit", "44", "--output", "json");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("\"backMillis\" : 45", "\"replicas\" : 2", "\"passed\" : false");
    }

    @Test
    void shouldGoForwardAlsoWhereTheWayBackCannotBeProved() {
        api.answer(ROLLOUT, "no JSON");

        Ended ended = run("--yes");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(api.requests().get(api.requests().size() - 1)).contains(":promote");
    }

    @Test
    void shouldNotDrillUnasked() {
        Ended ended = run();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("add --yes");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void shouldRefuseALimitOfNothing() {
        assertThat(run("--yes", "--limit", "0").err()).contains("--limit=0", "try 1000");
    }

    @Test
    void shouldTellAWatchThatIsNoDuration() {
        Ended ended = CommandLines.run("promote", "notes@1", "--canary", "20%", "--watch", "soon");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("'soon' is no duration", "30m, 1h, or off");
    }

    private Ended run(String... options) {
        return CommandLines.run(
                Stream.concat(Stream.of("drill", "notes", "--data", data.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }
}
