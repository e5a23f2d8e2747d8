package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.experiment.Conclusion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LiveExperimentTest {
    private static final Instant SOON = Traffic.START.plusSeconds(60);
    private static final Instant OVER = Traffic.START.plusSeconds(86_400);

    private final LiveExperiment experiment = new LiveExperiment(Traffic.plan(0.5, 200));

    @Test
    void shouldCountABusyUserOnce() {
        for (int i = 0; i < 100; i++) {
            serve("busy-" + i, "busy", Arm.CHAMPION);
            experiment.reported("busy-" + i, 0.0);
        }
        serve("a", "calm", Arm.CHAMPION);
        experiment.reported("a", 1.0);
        serve("b", "other", Arm.CHALLENGER);
        experiment.reported("b", 1.0);

        MetricComparison score = score(experiment.look(SOON));

        assertThat(score.champions()).isEqualTo(2);
        assertThat(score.champion()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void shouldTakeAReportThatComesBeforeItsRequest() {
        experiment.reported("early", 1.0);
        assertThat(experiment.look(SOON).counts().unknown()).isEqualTo(1);

        serve("early", "user", Arm.CHALLENGER);

        assertThat(experiment.look(SOON).counts().unknown()).isZero();
        assertThat(experiment.look(SOON).counts().reports()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheFirstOfRepeatedReportsAndRequests() {
        serve("r", "user", Arm.CHALLENGER);
        serve("r", "user", Arm.CHALLENGER);
        serve("s", "peer", Arm.CHAMPION);
        experiment.reported("s", 1.0);
        experiment.reported("r", 1.0);
        experiment.reported("r", 0.0);

        Assessment seen = experiment.look(SOON);

        assertThat(seen.counts().requests()).isEqualTo(2);
        assertThat(seen.counts().repeated()).isEqualTo(1);
        assertThat(score(seen).challenger()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutAUnitSeenInBothArms() {
        both("u1", "u2");
        serve("again", "u1", Arm.CHALLENGER);
        experiment.reported("again", 0.0);

        Assessment seen = experiment.look(SOON);

        assertThat(seen.counts().crossed()).isEqualTo(1);
        assertThat(seen.metrics()).isEmpty();
    }

    @Test
    void shouldCallASplitBrokenIfManyUnitsCross() {
        for (int i = 0; i < 40; i++) {
            serve("x" + i, "unit" + i, Arm.CHAMPION);
            serve("y" + i, "unit" + i, Arm.CHALLENGER);
        }

        assertThat(experiment.look(SOON).conclusion()).isEqualTo(Conclusion.BROKEN_SPLIT);
    }

    @Test
    void shouldStopAtOnceWhenTheChallengerFails() {
        for (int i = 0; i < 100; i++) {
            serve("ok" + i, "a" + i, Arm.CHAMPION);
            experiment.served(new ServedRequest("no" + i, "b" + i, Arm.CHALLENGER, i % 2 == 0, false, 100, 10));
        }

        Assessment seen = experiment.look(SOON);

        assertThat(seen.conclusion()).isEqualTo(Conclusion.GUARD_BROKEN);
        assertThat(seen.reason()).startsWith("failures");
    }

    @Test
    void shouldWaitForTheLeastNumberOfUnitsHoweverClearItLooks() {
        for (int i = 0; i < 80; i++) {
            both("a" + i, "b" + i, 0, 1);
        }
        Assessment early = experiment.look(SOON);

        for (int i = 80; i < 120; i++) {
            both("a" + i, "b" + i, 0, 1);
        }

        assertThat(early.conclusion()).isNull();
        assertThat(early.next()).contains("waits for 200 units with a score, has 160");
        assertThat(experiment.look(SOON).conclusion()).isEqualTo(Conclusion.BETTER);
    }

    @Test
    void shouldTakeBackAWorseChallengerBeforeThat() {
        for (int i = 0; i < 60; i++) {
            both("a" + i, "b" + i, 1, 0);
        }

        assertThat(experiment.look(SOON).conclusion()).isEqualTo(Conclusion.WORSE);
    }

    @Test
    void shouldEndUndecidedWhenTimeIsOver() {
        both("a", "b");

        assertThat(experiment.look(SOON).conclusion()).isNull();
        assertThat(experiment.look(OVER).conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    }

    @Test
    void shouldCountALabelWithoutScore() {
        serve("r", "user", Arm.CHALLENGER);
        experiment.reported("r", null);

        assertThat(experiment.look(SOON).counts().unscored()).isEqualTo(1);
    }

    @Test
    void shouldDecideTheSameFromTheSameOutcomes() {
        Traffic one = new Traffic(5, 400, true, Traffic.plan(0.3, 300), 0.1);
        Traffic two = new Traffic(5, 400, true, Traffic.plan(0.3, 300), 0.1);
        for (int i = 0; i < 1_000; i++) {
            one.one();
            two.one();
            two.look();
        }

        assertThat(two.look()).isEqualTo(one.look());
    }

    private void both(String champion, String challenger) {
        both(champion, challenger, 1, 1);
    }

    private void both(String champion, String challenger, double first, double second) {
        serve("r-" + champion, champion, Arm.CHAMPION);
        experiment.reported("r-" + champion, first);
        serve("r-" + challenger, challenger, Arm.CHALLENGER);
        experiment.reported("r-" + challenger, second);
    }

    private void serve(String request, String unit, Arm arm) {
        experiment.served(new ServedRequest(request, unit, arm, false, false, 100, 10));
    }

    private static MetricComparison score(Assessment seen) {
        return seen.metrics().stream()
                .filter(each -> each.metric() == ExperimentMetric.SCORE)
                .findFirst()
                .orElseThrow();
    }
}
