package dev.alluvium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.launcher.Installed.Result;
import dev.alluvium.launcher.Installed.Running;
import dev.alluvium.launcher.client.ApiClient;
import dev.alluvium.launcher.client.Await;
import dev.alluvium.launcher.client.PipelineDrain;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.RoundWatch;
import dev.alluvium.launcher.client.Target;
import dev.alluvium.launcher.client.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while a round trains, and a new start: the round is finished with the same records, once. */
class KillIT {
    @TempDir
    Path directory;

    @Test
    void shouldFinishTheRoundAfterKillNine() throws Exception {
        // Given
        Path data = directory.resolve("data");
        LineFile line = LineFile.write(directory, 21, 70);
        String round;
        try (Running first = Installed.up(data)) {
            assertThat(Installed.alluvium("probes", "push", line.probes().toString(), "--data", data.toString()))
                    .extracting(Result::exitCode)
                    .isEqualTo(0);
            assertThat(Installed.alluvium("push", line.records().toString(), "--data", data.toString())
                            .out())
                    .contains("pushed " + line.lines() + " records");
            try (PipelineDrain drain = new PipelineDrain(Target.local(data).kafka())) {
                drain.await();
            }
            ApiClient api = first.api(data);
            round = new RoundWatch(api, new Terminal(System.err)).cut("notes").orElseThrow();
            Await.until("training has begun", Duration.ofMinutes(2), () -> stepsDone(api) > 20);

            // When
            first.kill();
        }

        // Then
        try (Running second = Installed.up(data)) {
            RoundWatch.End end = new RoundWatch(second.api(data), new Terminal(System.err)).follow("notes", round);
            assertThat(end)
                    .isInstanceOfSatisfying(
                            RoundWatch.End.Decided.class,
                            decided -> assertThat(decided.promoted()).isTrue());
            ModelState model = new Registry(second.api(data)).model("notes");
            assertThat(model.champion()).isEqualTo(1);
            assertThat(model.versions()).hasSize(2);
            assertThat(model.championRounds()).containsExactly(round);
            Result again = Installed.alluvium("push", "--wait", line.records().toString(), "--data", data.toString());
            assertThat(again.err()).contains("no round was cut");
        }
    }

    private static int stepsDone(ApiClient api) {
        int steps = 0;
        for (JsonNode run : api.get("/runs").path("runs")) {
            steps = Math.max(steps, run.path("step").asInt());
        }
        return steps;
    }
}
