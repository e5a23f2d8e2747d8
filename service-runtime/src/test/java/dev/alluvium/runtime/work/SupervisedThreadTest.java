package dev.alluvium.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.runtime.work.Supervised.Trouble;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class SupervisedThreadTest {
    private static final RestartBackoff AT_ONCE =
            new RestartBackoff(Duration.ZERO, Duration.ZERO, 3, Duration.ofDays(1));
    private static final RestartBackoff NEVER =
            new RestartBackoff(Duration.ofDays(1), Duration.ofDays(1), 2, Duration.ofDays(1));

    private final CountDownLatch works = new CountDownLatch(1);

    /** Throws what it is given, one after the other, then works until it is told to end. */
    private SupervisedThread.Body failing(Throwable... failures) {
        Deque<Throwable> left = new ArrayDeque<>(List.of(failures));
        return () -> {
            Throwable next = left.poll();
            if (next instanceof Error error) {
                throw error;
            } else if (next instanceof RuntimeException fault) {
                throw fault;
            }
            works.countDown();
            new CountDownLatch(1).await();
        };
    }

    @Test
    void shouldBeginAgainWhateverTheBodyThrows() throws Exception {
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        Throwable[] failures = {
            new IllegalStateException("one"), new StackOverflowError("two"), new OutOfMemoryError("three")
        };
        try (SupervisedThread thread = new SupervisedThread("busy", failing(failures), AT_ONCE)) {
            thread.onFailure(told::add);

            thread.start();
            works.await();

            assertThat(told).containsExactly(failures);
            assertThat(thread.works()).isTrue();
            assertThat(thread.trouble()).isEmpty();
        }
    }

    @Test
    void shouldTellWhyNothingIsDoneUntilTheBodyBeginsAgain() throws Exception {
        BlockingQueue<Trouble> troubles = new LinkedBlockingQueue<>();
        try (SupervisedThread thread =
                new SupervisedThread("busy", failing(new StackOverflowError("too deep")), NEVER)) {
            thread.onFailure(failure -> troubles.add(thread.trouble().orElseThrow()));

            thread.start();

            assertThat(troubles.take())
                    .isEqualTo(new Trouble(
                            false,
                            "the thread busy failed with StackOverflowError: too deep;"
                                    + " it begins again after 86400000 ms"));
            assertThat(thread.isAlive()).isTrue();
            assertThat(thread.works()).isFalse();
            assertThat(thread.failure()).hasMessage("too deep");
        }
    }

    @Test
    void shouldCountFailuresThatFollowEachOther() throws Exception {
        BlockingQueue<Boolean> lasting = new LinkedBlockingQueue<>();
        IllegalStateException fault = new IllegalStateException();
        try (SupervisedThread thread = new SupervisedThread("busy", failing(fault, fault, fault), AT_ONCE)) {
            thread.onFailure(
                    failure -> lasting.add(thread.trouble().orElseThrow().lasting()));

            thread.start();
            works.await();

            assertThat(lasting).containsExactly(false, false, true);
        }
    }

    @Test
    void shouldOutliveAListenerThatFails() throws Exception {
        try (SupervisedThread thread = new SupervisedThread("busy", failing(new OutOfMemoryError()), AT_ONCE)) {
            thread.onFailure(failure -> {
                throw new OutOfMemoryError("again");
            });

            thread.start();

            works.await();
        }
    }

    @Test
    void shouldEndForGoodWhenItIsClosed() {
        SupervisedThread thread = new SupervisedThread("busy", failing(new IllegalStateException()), NEVER);
        thread.start();

        thread.close();

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void shouldWaitTwiceAsLongFromFailureToFailure() {
        assertThat(List.of(1, 2, 3, 9, 10, 1000))
                .extracting(
                        failures -> RestartBackoff.STANDARD.pauseAfter(failures).toMillis())
                .containsExactly(100L, 200L, 400L, 25_600L, 30_000L, 30_000L);
    }
}
