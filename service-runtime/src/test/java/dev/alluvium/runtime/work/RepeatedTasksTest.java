package dev.alluvium.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class RepeatedTasksTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void shouldDoATaskAgainThatFailedWithAnError() throws Exception {
        BlockingQueue<Integer> runs = new LinkedBlockingQueue<>();
        int[] run = {0};
        try (RepeatedTasks tasks = new RepeatedTasks("beat")) {
            tasks.every(Duration.ZERO, PAUSE, () -> {
                runs.add(++run[0]);
                if (run[0] < 3) {
                    throw new NoClassDefFoundError("injected");
                }
            });

            assertThat(runs.take()).isEqualTo(1);
            assertThat(runs.take()).isEqualTo(2);
            assertThat(runs.take()).isEqualTo(3);
        }
    }

    @Test
    void shouldBeInTroubleFromTheThirdFailureUntilTheNextSuccess() throws Exception {
        BlockingQueue<Optional<Supervised.Trouble>> troubles = new LinkedBlockingQueue<>();
        int[] run = {0};
        try (RepeatedTasks tasks = new RepeatedTasks("beat")) {
            tasks.every(Duration.ZERO, PAUSE, () -> {
                troubles.add(tasks.trouble());
                if (run[0]++ < 3) {
                    throw new IllegalStateException("injected");
                }
            });

            assertThat(troubles.take()).isEmpty();
            assertThat(troubles.take()).isEmpty();
            assertThat(troubles.take()).isEmpty();
            assertThat(troubles.take())
                    .contains(new Supervised.Trouble(
                            false,
                            "the thread beat failed with IllegalStateException: injected;"
                                    + " 3 times one after the other; it goes on trying"));
            assertThat(troubles.take()).isEmpty();
        }
    }

    @Test
    void shouldGoOnWithOtherTasksOfTheSameThread() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        try (RepeatedTasks tasks = new RepeatedTasks("look")) {
            tasks.every(Duration.ZERO, PAUSE, () -> {
                throw new StackOverflowError("injected");
            });
            tasks.every(Duration.ZERO, PAUSE, () -> done.add("done"));

            assertThat(done.take()).isEqualTo("done");
            assertThat(done.take()).isEqualTo("done");
        }
    }
}
