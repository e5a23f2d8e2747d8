package dev.alluvium.accumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.adapter.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobKeeperTest {
    private static final JobView RUNNING = new JobView("RUNNING", true, null, null, Map.of(), "", Map.of(), List.of());
    private static final JobView CANCELED =
            new JobView("CANCELED", false, null, null, Map.of(), "", Map.of(), List.of());

    private final List<Job> jobs = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T08:00:00Z");
    private boolean startable = true;
    private int told;
    private final JobKeeper keeper = new JobKeeper(this::next, () -> told++, () -> now);

    private static final class Job implements RunningJob {
        private JobView view = RUNNING;
        private boolean closed;

        @Override
        public JobView view() {
            return view;
        }

        @Override
        public Path savepoint() {
            return Path.of("savepoint-1");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void shouldStartAJobAgainThatWasCancelledFromOutside() throws Exception {
        keeper.start();
        jobs.get(0).view = CANCELED;

        pass();

        assertThat(jobs).hasSize(2);
        assertThat(jobs.get(0).closed).isTrue();
        assertThat(keeper.look()).isEqualTo(RUNNING);
        assertThat(told).isEqualTo(1);
        assertThat(keeper.restarts()).isEqualTo(1);
        assertThat(keeper.ended()).isEqualTo("the job is CANCELED");
    }

    @Test
    void shouldStartAJobAgainWhoseClusterEnded() throws Exception {
        keeper.start();
        jobs.get(0).view = JobView.WITHOUT_CLUSTER;

        pass();

        assertThat(keeper.look()).isEqualTo(RUNNING);
        assertThat(keeper.ended()).isEqualTo("the job is FAILED; its cluster has ended");
    }

    @Test
    void shouldLeaveAJobAloneThatRunsOrRestartsByItself() throws Exception {
        keeper.start();
        jobs.get(0).view = new JobView("RESTARTING", false, "Timeout: x", null, Map.of(), "", Map.of(), List.of());

        pass();

        assertThat(jobs).hasSize(1);
        assertThat(told).isZero();
    }

    @Test
    void shouldTryAgainAfterLongerAndLongerPausesAndSayWhenItDoesNotHelp() throws Exception {
        keeper.start();
        jobs.get(0).view = CANCELED;
        startable = false;
        keeper.look();
        now = now.plusMillis(499);
        keeper.look();
        assertThat(jobs.get(0).closed).as("before the first pause is over").isFalse();

        for (int i = 0; i < JobKeeper.MOST_STARTS; i++) {
            assertThat(keeper.inVain()).isFalse();
            pass();
        }

        assertThat(keeper.inVain()).isTrue();
        startable = true;
        pass();
        assertThat(keeper.look()).isEqualTo(RUNNING);
        assertThat(keeper.inVain()).isFalse();
        assertThat(keeper.ended()).isEqualTo("the job is CANCELED");
    }

    @Test
    void shouldStartNothingOnceItIsClosed() throws Exception {
        keeper.start();
        keeper.close();

        assertThatThrownBy(keeper::look).hasMessageContaining("closed");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).closed).isTrue();
    }

    /** Looks, lets the longest pause pass, and looks again. */
    private void pass() {
        keeper.look();
        now = now.plus(Duration.ofMinutes(1));
        keeper.look();
    }

    private RunningJob next() {
        if (!startable) {
            throw new IllegalStateException("no cluster");
        }
        jobs.add(new Job());
        return jobs.get(jobs.size() - 1);
    }
}
