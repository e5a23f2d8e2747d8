package dev.alluvium.contracts.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.experiment.TrialPlan;
import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShadowFormatTest {
    private static final ServingDesired SPLIT = new ServingDesired(
            "notes",
            "tiny",
            DeployedVersion.base(),
            DeployedVersion.base(),
            0.2,
            "x",
            1,
            2,
            Instant.parse("2026-11-20T08:00:00Z"));

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void shouldCarryTheModeAndWriteNothingNewWithoutIt() {
        assertThat(Json.string(SPLIT)).doesNotContain("\"mode\"");
        assertThat(read(Json.string(SPLIT), ServingDesired.class)).isEqualTo(SPLIT);
        assertThat(Json.string(SPLIT.shadowed())).contains("\"mode\":\"shadow\"");
        assertThat(read(Json.string(SPLIT.shadowed()), ServingDesired.class)).isEqualTo(SPLIT.shadowed());
    }

    @Test
    void shouldTakeAPlanThatWasWrittenBeforeThereWereModesForASplit() {
        TrialPlan plan =
                read("{\"share\":0.2,\"minOutcomes\":100,\"maxDuration\":\"PT24H\",\"alpha\":0.05}", TrialPlan.class);
        TrialPlan shadow = new TrialPlan(0.3, 500, Duration.ofDays(1), 0.05, false, TrialMode.SHADOW, null);

        assertThat(plan.modeOrSplit()).isEqualTo(TrialMode.SPLIT);
        assertThat(plan.shadows()).isFalse();
        assertThat(read(Json.string(shadow), TrialPlan.class).shadows()).isTrue();
    }

    @Test
    void shouldCarryAgreementWhereThereIsSome() {
        ServingOutcome.Served plain = new ServingOutcome.Served("x", "u", false, false, 12, 3);
        ServingOutcome.Served compared = new ServingOutcome.Served("x", "u", false, false, 12, 3, 1.0);

        assertThat(Json.string(plain)).doesNotContain("agreement");
        assertThat(read(Json.string(plain), ServingOutcome.Served.class)).isEqualTo(plain);
        assertThat(read(Json.string(compared), ServingOutcome.Served.class)).isEqualTo(compared);
    }
}
