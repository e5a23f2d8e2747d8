package dev.alluvium.contracts.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.CanaryConfig;
import dev.alluvium.contracts.experiment.Baseline.Sample;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.WatchEnded;
import dev.alluvium.contracts.registry.RegistryEvent.WatchStarted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WatchFormatTest {
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
    private static final Baseline BASELINE =
            new Baseline(4, new TreeMap<>(Map.of("score", new Sample(400, 0.6, 0.0006))));

    @Test
    void shouldKeepTheBeginningAndTheEndOfAWatchInTheLog() {
        RegistryEvent started = event(new WatchStarted(5, "w", BASELINE, CanaryConfig.DEFAULT));
        RegistryEvent ended = event(new WatchEnded(5, "w", Conclusion.GUARD_BROKEN));
        RegistryEvent calledOff = event(new WatchEnded(5, "w", null));

        assertThat(Json.string(started)).contains("\"type\":\"watch-started\"", "\"units\":400");
        assertThat(read(Json.string(started), RegistryEvent.class)).isEqualTo(started);
        assertThat(Json.string(ended)).contains("\"type\":\"watch-ended\"", "\"guard-broken\"");
        assertThat(read(Json.string(ended), RegistryEvent.class)).isEqualTo(ended);
        assertThat(read(Json.string(calledOff), RegistryEvent.class)).isEqualTo(calledOff);
    }

    @Test
    void shouldTakeTheEndOfAnExperimentThatKeptNoBaseline() {
        ExperimentConcluded end = read(
                "{\"model\":\"notes\",\"experiment\":\"x\",\"champion\":4,\"challenger\":5,\"generation\":7,"
                        + "\"conclusion\":\"better\",\"reason\":\"score\",\"at\":\"2026-11-20T08:00:00Z\"}",
                ExperimentConcluded.class);

        assertThat(end.baseline()).isNull();
        assertThat(end.conclusion()).isEqualTo(Conclusion.BETTER);
    }

    @Test
    void shouldWatchAnHourWhereAnOlderPlanSaysNothing() {
        CanaryConfig plan = read("{\"share\":0.2}", CanaryConfig.class);

        assertThat(plan.watch()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.watches()).isTrue();
        assertThat(read(Json.string(plan.watched(Duration.ZERO)), CanaryConfig.class)
                        .watches())
                .isFalse();
        assertThat(plan.with(0.5, 100, null).watch()).isEqualTo(plan.watch());
    }

    private static RegistryEvent event(RegistryEvent.Change change) {
        return RegistryEvent.of("id", "notes", "registry-service", "because", AT, change);
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
