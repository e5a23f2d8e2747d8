package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Baseline.Sample;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Report;
import dev.alluvium.settings.CanaryConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LiveWatchTest {
    private static final Instant SOON = Traffic.START.plusSeconds(60);
    private static final Instant OVER = Traffic.START.plusSeconds(3_600);
    private static final Baseline BASELINE = new Baseline(
            4,
            new TreeMap<>(Map.of(
                    "score", new Sample(200, 0.8, 0.0008),
                    "failures", new Sample(200, 0.01, 0.0001),
                    "latency", new Sample(200, Math.log(100), 0.0001))));

    private final LiveWatch watch = watch(BASELINE);

    @Test
    void shouldSayThatUsersFindItWorseAsSoonAsThatIsClear() {
        report(watch, 0, 29, 0);
        assertThat(watch.look(SOON).conclusion()).isNull();

        report(watch, 29, 60, 0);
        Assessment seen = watch.look(SOON);

        assertThat(seen.conclusion()).isEqualTo(Conclusion.WORSE);
        assertThat(seen.reason()).startsWith("score differs by -0.800").contains("over 260 units");
        assertThat(seen.next()).isEqualTo("version 5 is rolled back to version 4 and its rounds go to quarantine");
    }

    @Test
    void shouldEndQuietlyAndSayWhatItWouldHaveSeen() {
        report(watch, 0, 160, 1);
        report(watch, 160, 200, 0);

        assertThat(watch.look(OVER.minusMillis(1)).conclusion()).isNull();
        Assessment seen = watch.look(OVER);

        assertThat(seen.conclusion()).isEqualTo(Conclusion.PASSED);
        assertThat(seen.reason()).startsWith("score differs by +0.000").contains("a loss of 0.1", "8 times in 10");
    }

    @Test
    void shouldStopAtOnceWhenRequestsFail() {
        for (int i = 0; i < 80; i++) {
            watch.served(new ServedRequest("r" + i, "u" + i, Arm.CHALLENGER, i % 2 == 0, false, 100, 10));
        }

        Assessment seen = watch.look(SOON);

        assertThat(seen.conclusion()).isEqualTo(Conclusion.GUARD_BROKEN);
        assertThat(seen.reason()).startsWith("failures").endsWith("beyond the guard");
    }

    @Test
    void shouldNotBlameWhatItCannotCompare() {
        LiveWatch unscored = watch(new Baseline(4, new TreeMap<>()));
        report(unscored, 0, 200, 0);

        assertThat(unscored.look(SOON).conclusion()).isNull();
        assertThat(unscored.look(OVER).conclusion()).isEqualTo(Conclusion.PASSED);
        assertThat(unscored.look(OVER).reason()).contains("fewer than 30 users with a score before or since");
    }

    @Test
    void shouldNotTrustABaselineOfTooFewUsers() {
        LiveWatch thin = watch(new Baseline(4, new TreeMap<>(Map.of("score", new Sample(29, 1, 0.0001)))));
        report(thin, 0, 200, 0);

        assertThat(thin.look(SOON).conclusion()).isNull();
    }

    @Test
    void shouldCountRepeatedEarlyAndUnknownReportsAsAnExperimentDoes() {
        watch.reported("r0", 1.0);
        report(watch, 0, 1, 0);
        watch.reported("r0", 0.0);
        watch.reported("of the experiment before", 0.0);
        watch.reported("r0", null);

        Assessment.Counts counts = watch.look(SOON).counts();

        assertThat(counts).isEqualTo(new Assessment.Counts(1, 0, 1, 1, 2, 1, 1));
    }

    @Test
    void shouldTakeTheAnswersOfTheWatchedVersionAlone() {
        TrialTracker board = new TrialTracker(List.of(new RunningWatch("notes", 9, record(BASELINE))));
        for (int i = 0; i < 100; i++) {
            int version = i < 60 ? 5 : 4;
            ServingOutcome.Served served = new ServingOutcome.Served("w", "u" + i, false, false, 100, 10);
            board.take(new ServingOutcome("r" + i, "notes", version, served, null, Traffic.START));
            board.take(new ServingOutcome("r" + i, "notes", version, null, new Report(0.0, null), Traffic.START));
        }

        List<TrialTracker.View> views = board.look(SOON);

        assertThat(views)
                .singleElement()
                .satisfies(view ->
                        assertThat(view.assessment().counts().requests()).isEqualTo(60));
        assertThat(board.over(views, SOON))
                .containsExactly(new ExperimentConcluded(
                        "notes",
                        "w",
                        4,
                        5,
                        9,
                        Conclusion.WORSE,
                        views.get(0).assessment().reason(),
                        null,
                        SOON));
    }

    private static void report(LiveWatch watch, int first, int end, double score) {
        for (int i = first; i < end; i++) {
            watch.served(new ServedRequest("r" + i, "u" + i, Arm.CHALLENGER, false, false, 100, 10));
            watch.reported("r" + i, score);
        }
    }

    private static LiveWatch watch(Baseline baseline) {
        return new LiveWatch(record(baseline), GuardLimits.DEFAULT);
    }

    private static PromotionWatch record(Baseline baseline) {
        return new PromotionWatch("w", 5, baseline, CanaryConfig.DEFAULT.plan(), Traffic.START);
    }
}
