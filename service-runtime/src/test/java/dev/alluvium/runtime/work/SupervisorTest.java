package dev.alluvium.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Supervisor supervisor = new Supervisor("test-service", new Meters(registry));

    private static final class Work implements Supervised {
        private final List<Consumer<Throwable>> listeners = new ArrayList<>();
        private @Nullable Trouble trouble;

        @Override
        public String name() {
            return "work";
        }

        @Override
        public Optional<Trouble> trouble() {
            return Optional.ofNullable(trouble);
        }

        @Override
        public void onFailure(Consumer<Throwable> listener) {
            listeners.add(listener);
        }

        void fail(boolean lasting) {
            trouble = new Trouble(lasting, "work failed");
            listeners.forEach(listener -> listener.accept(new StackOverflowError()));
        }
    }

    @Test
    void shouldNotBeReadyWhileAThreadDoesNotWork() {
        Work work = supervisor.watch(new Work());
        assertThat(supervisor.over(Health.up())).isEqualTo(Health.up());

        work.fail(false);

        assertThat(supervisor.over(Health.up())).isEqualTo(Health.notReady("work failed"));
        assertThat(supervisor.over(Health.notReady("starting"))).isEqualTo(Health.notReady("starting"));
    }

    @Test
    void shouldBeDeadWhereAThreadFailsAgainAndAgain() {
        supervisor.watch(new Work()).fail(true);

        assertThat(supervisor.over(Health.up()).alive()).isFalse();
        assertThat(supervisor.over(Health.notReady("starting")).alive()).isFalse();
        assertThat(supervisor.over(Health.dead("replaced"))).isEqualTo(Health.dead("replaced"));
    }

    @Test
    void shouldStayReadyWithoutWhatItCanDoWithout() {
        supervisor.watchBeside(new Work()).fail(true);

        assertThat(supervisor.over(Health.up())).isEqualTo(Health.up());
        assertThat(supervisor.troubles()).containsExactly("work failed");
    }

    @Test
    void shouldCountFailuresAndThreadsThatAreDown() {
        Work work = supervisor.watch(new Work());
        assertThat(failures()).isZero();
        assertThat(registry.get("alluvium.service.threads.down").gauge().value())
                .isZero();

        work.fail(false);
        work.fail(false);

        assertThat(failures()).isEqualTo(2);
        assertThat(registry.get("alluvium.service.threads.down").gauge().value())
                .isEqualTo(1);
    }

    private double failures() {
        return registry.get("alluvium.service.thread.failures")
                .tags("service", "test-service", "thread", "work")
                .counter()
                .count();
    }

    @Test
    void shouldCountTheJobsOfAPoolThatFailed() throws Exception {
        try (Closing pool = new Closing(supervisor.watch(WorkPool.single("work")))) {
            CountDownLatch told = new CountDownLatch(1);
            pool.pool().onFailure(failure -> told.countDown());

            pool.pool().execute(() -> {
                throw new StackOverflowError("injected");
            });
            told.await();

            assertThat(failures()).isEqualTo(1);
            assertThat(pool.pool().submit(() -> "goes on").get()).isEqualTo("goes on");
        }
    }

    private record Closing(WorkPool pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
