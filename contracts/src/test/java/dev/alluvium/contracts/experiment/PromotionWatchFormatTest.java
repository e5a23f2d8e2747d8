package dev.alluvium.contracts.experiment;

import static org.assertj.core.api.Assertions.assertThat;

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

class PromotionWatchFormatTest {
    /** As it was written before plans had a mode or a watch. */
    private static final String OLDER_PLAN =
            "{\"share\":0.2,\"minOutcomes\":500,\"maxDuration\":\"PT24H\",\"alpha\":0.05,\"guardsOnly\":false}";

    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
    private static final Baseline BASELINE =
            new Baseline(4, new TreeMap<>(Map.of("score", new Sample(400, 0.6, 0.0006))));

    private static final TrialPlan PLAN = plan(Duration.ofHours(1));

    @Test
    void shouldKeepTheBeginningAndTheEndOfAWatchInTheLog() {
        RegistryEvent started = event(new WatchStarted(5, "w", BASELINE, PLAN));
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
        TrialPlan plan = read(OLDER_PLAN, TrialPlan.class);
        TrialPlan unwatched = plan(Duration.ZERO);

        assertThat(plan.watchTime()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.watches()).isTrue();
        assertThat(Json.string(plan)).isEqualTo(OLDER_PLAN);
        assertThat(read(Json.string(unwatched), TrialPlan.class).watches()).isFalse();
    }

    @Test
    void shouldReadAPlanThatTodaysConfigurationWouldRefuse() {
        TrialPlan plan = read(OLDER_PLAN.replace("0.2", "0.9").replace("500", "3"), TrialPlan.class);

        assertThat(plan.share()).isEqualTo(0.9);
        assertThat(plan.minOutcomes()).isEqualTo(3);
    }

    private static TrialPlan plan(Duration watch) {
        return new TrialPlan(0.1, 500, Duration.ofDays(1), 0.05, false, TrialMode.SPLIT, watch);
    }

    private static RegistryEvent event(RegistryEvent.Change change) {
        return RegistryEvent.of("id", "notes", "registry-service", "because", AT, change);
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
