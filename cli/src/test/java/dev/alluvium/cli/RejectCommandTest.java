package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.testing.Program.Ended;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RejectCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldSayThatTheChampionCannotBeRejectedAndWhatCan() {
        // Given
        model(state().apply(event(trained())));

        // When
        Ended unnamed = api.run("reject", "notes");
        Ended named = api.run("reject", "notes@0", "--wrong");

        // Then
        assertThat(unnamed.status()).isEqualTo(1);
        assertThat(unnamed.err())
                .isEqualToIgnoringNewLines(
                        "alluvium: notes@0 is the champion: only a version that waits can be"
                                + " rejected, and these wait: notes@1; `alluvium rollback notes` goes back to the version before");
        assertThat(named.err()).isEqualTo(unnamed.err());
        assertThat(api.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void shouldSayThatNothingWaits() {
        model(state());

        assertThat(api.run("reject", "notes", "--not-now").err()).contains("none of notes waits");
    }

    @Test
    void shouldSendAnOrderAgainThoughItsVersionWaitsNoLonger() {
        // Given
        model(state());
        api.answer("/registry/models/notes/versions/0:postpone", "{\"done\":true,\"note\":\"r000001 is ready\"}");

        // When
        Ended ended = api.run("reject", "notes@0", "--not-now", "--order", "o-1");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("notes@0 is put off: r000001 is ready");
    }

    private void model(RegistryState state) {
        api.answer("/registry/models/notes", Json.string(state.model("notes").orElseThrow()));
    }

    private static RegistryState state() {
        return RegistryState.empty().apply(event(new RegistryEvent.ModelDeclared("tiny")));
    }

    private static RegistryEvent event(RegistryEvent.Change change) {
        return RegistryEvent.of("e", "notes", "test", "", Instant.EPOCH, change);
    }

    private static RegistryEvent.Change trained() {
        ArtifactRef adapter = ArtifactRef.of("bucket", "key", "00", 1);
        return new RegistryEvent.VersionTrained(
                1,
                "run-1",
                List.of("r000001"),
                0,
                adapter,
                new Attestation(Attestation.Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH),
                new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0));
    }
}
