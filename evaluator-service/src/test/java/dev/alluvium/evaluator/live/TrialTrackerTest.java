package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Report;
import dev.alluvium.contracts.serving.ServingOutcome.Served;
import dev.alluvium.settings.CanaryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrialTrackerTest {
    private static final Instant START = Traffic.START;
    private static final Instant SOON = START.plusSeconds(60);
    private static final Instant OVER = START.plus(Duration.ofDays(1));

    @Test
    void shouldSayWhichExperimentIsOverAndWhy() {
        TrialTracker board = new TrialTracker(List.of(experiment("notes", "x", CanaryConfig.DEFAULT)));
        for (int i = 0; i < 600; i++) {
            board.take(served("x", i, i % 2 == 0 ? 2 : 1));
            board.take(reported(i, i % 2 == 0 ? "good" : "thumbs_down"));
        }

        List<ExperimentConcluded> over = board.over(board.look(SOON), SOON);

        assertThat(over).singleElement().satisfies(end -> {
            assertThat(end.experiment()).isEqualTo("x");
            assertThat(end.champion()).isEqualTo(1);
            assertThat(end.challenger()).isEqualTo(2);
            assertThat(end.conclusion()).isEqualTo(Conclusion.BETTER);
            assertThat(end.reason()).startsWith("score differs by +1.000");
        });
    }

    @Test
    void shouldKeepExperimentsApartAndIgnoreOthers() {
        TrialTracker board = new TrialTracker(List.of(
                experiment("notes", "x", CanaryConfig.DEFAULT), experiment("support", "y", CanaryConfig.DEFAULT)));
        board.take(served("x", 1, 1));
        board.take(served("older", 2, 1));
        board.take(reported(1, "good"));

        List<TrialTracker.View> views = board.look(SOON);

        assertThat(views)
                .extracting(view -> view.assessment().counts().requests())
                .containsExactly(1L, 0L);
        assertThat(views)
                .extracting(view -> view.assessment().counts().unknown())
                .containsExactly(0L, 0L);
        assertThat(board.over(views, SOON)).isEmpty();
    }

    @Test
    void shouldPromoteByTimeWhereGuardsAloneDecide() {
        TrialTracker board = new TrialTracker(List.of(experiment("notes", "x", CanaryConfig.GUARDS_ONLY)));
        for (int i = 0; i < 100; i++) {
            board.take(served("x", i, i % 2 == 0 ? 2 : 1));
        }

        assertThat(board.over(board.look(SOON), SOON)).isEmpty();
        assertThat(board.over(board.look(OVER), OVER))
                .extracting(ExperimentConcluded::conclusion)
                .containsExactly(Conclusion.GUARDS_HELD);
    }

    @Test
    void shouldNotPromoteByTimeWhatNobodyUsed() {
        TrialTracker board = new TrialTracker(List.of(experiment("notes", "x", CanaryConfig.GUARDS_ONLY)));

        assertThat(board.over(board.look(OVER), OVER))
                .extracting(ExperimentConcluded::conclusion)
                .containsExactly(Conclusion.INCONCLUSIVE);
    }

    @Test
    void shouldNeverPromoteFromTheShadowAndSayHowOftenBothAgreed() {
        CanaryConfig shadow = CanaryConfig.DEFAULT.with(0.2, null, TrialMode.SHADOW);
        TrialTracker board = new TrialTracker(List.of(experiment("notes", "x", shadow)));
        for (int i = 0; i < 100; i++) {
            board.take(shadowed(i, 1, 1.0));
            board.take(shadowed(i, 2, i % 4 == 0 ? 0.0 : 1.0));
            board.take(reported(i, "good"));
        }

        assertThat(board.over(board.look(SOON), SOON)).isEmpty();
        assertThat(board.over(board.look(OVER), OVER)).singleElement().satisfies(end -> {
            assertThat(end.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
            assertThat(end.reason())
                    .contains("no guard broke over 200 units", "75.0 % of the answers are the champion's");
        });
    }

    private static ServingOutcome shadowed(int request, int version, double agreement) {
        Served served = new Served("x", "unit-" + request + "-" + version, false, false, 100, 10, agreement);
        String id = version == 1 ? "r" + request : "r" + request + "-shadow";
        return new ServingOutcome(id, "notes", version, served, null, START);
    }

    private static RunningExperiment experiment(String model, String id, CanaryConfig plan) {
        return new RunningExperiment(
                model,
                1,
                7,
                new Canary(id, 2, true, false, plan.with(0.5, null, null).plan(), START));
    }

    private static ServingOutcome served(String experiment, int request, int version) {
        Served served = new Served(experiment, "unit-" + request, false, false, 100, 10);
        return new ServingOutcome("r" + request, "notes", version, served, null, START);
    }

    private static ServingOutcome reported(int request, String label) {
        return new ServingOutcome("r" + request, "notes", 0, null, new Report(null, label), START);
    }
}
