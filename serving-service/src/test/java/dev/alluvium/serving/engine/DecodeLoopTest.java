package dev.alluvium.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.FinishReason;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.engine.AnswerEvent.Piece;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecodeLoopTest {
    private static final String ENDLESS = ",'temperature':2,'seed':1,'max_tokens':140";

    private static TaughtVersions versions;

    @BeforeAll
    static void load() {
        versions = new TaughtVersions();
    }

    @AfterAll
    static void close() {
        versions.close();
    }

    private static AnswerStream begin(DecodeLoop loop, LoadedVersion version, String more, Runnable atEnd) {
        ActiveVersion active = TaughtVersions.retained(version);
        AnswerStream stream = new AnswerStream(true);
        TokenizedRequest prompted = TokenizedRequest.of(TaughtVersions.ask(more), version.prompting(), 64);
        loop.begin(new RunningRequest(active, prompted, stream, atEnd));
        return stream;
    }

    /** Begins an answer of one token, after which the loop stands still. */
    private static StandStill hold(DecodeLoop loop) {
        StandStill still = new StandStill(new CountDownLatch(1), new CountDownLatch(1));
        begin(loop, versions.one(), ",'max_tokens':1", still::hold);
        return still;
    }

    private record StandStill(CountDownLatch reached, CountDownLatch end) {
        void hold() {
            reached.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Pieces that are there by now. */
    private static int pieces(AnswerStream stream) {
        int pieces = 0;
        try {
            for (Optional<AnswerEvent> event = stream.next(Duration.ZERO);
                    event.isPresent();
                    event = stream.next(Duration.ZERO)) {
                pieces += event.get() instanceof Piece ? 1 : 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pieces;
    }

    private static AnswerEvent last(AnswerStream stream) throws InterruptedException {
        while (true) {
            AnswerEvent event = stream.next();
            if (event instanceof Done || event instanceof Failed) {
                return event;
            }
        }
    }

    @Test
    void shouldGiveTheAnswersOfTwoVersionsTheirTokensInTurn() throws Exception {
        try (DecodeLoop loop = new DecodeLoop(65_536)) {
            StandStill still = hold(loop);
            still.reached().await();
            AnswerStream first = begin(loop, versions.one(), ENDLESS, () -> {});
            AnswerStream second = begin(loop, versions.two(), ENDLESS, () -> {});
            CompletableFuture<int[]> made = new CompletableFuture<>();
            begin(
                    loop,
                    versions.two(),
                    ",'max_tokens':4",
                    () -> made.complete(new int[] {pieces(first), pieces(second), loop.batches()}));

            still.end().countDown();

            // Then after four tokens of a short answer the long ones have four each, or one more
            assertThat(made.get()[0]).isBetween(4, 5);
            assertThat(made.get()[1]).isBetween(4, 5);
            assertThat(made.get()[2]).isEqualTo(2);
            first.close();
            second.close();
        }
    }

    @Test
    void shouldEndAnAnswerThatNobodyWaitsForWithItsNextToken() throws Exception {
        try (DecodeLoop loop = new DecodeLoop(65_536)) {
            StandStill before = hold(loop);
            before.reached().await();
            CompletableFuture<Boolean> free = new CompletableFuture<>();
            AnswerStream left = begin(loop, versions.one(), ENDLESS, () -> free.complete(true));
            StandStill begun = hold(loop);
            before.end().countDown();
            begun.reached().await();

            left.close();
            begun.end().countDown();

            assertThat(free.get()).isTrue();
            Done done = (Done) last(left);
            assertThat(done.generation().reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(done.generation().tokens()).hasSizeLessThan(5);
        }
    }

    @Test
    void shouldNotBeginAnAnswerThatNobodyWaitsForAnyMore() throws Exception {
        try (DecodeLoop loop = new DecodeLoop(65_536)) {
            StandStill still = hold(loop);
            still.reached().await();
            CompletableFuture<Boolean> free = new CompletableFuture<>();
            AnswerStream left = begin(loop, versions.one(), ENDLESS, () -> free.complete(true));

            left.close();
            still.end().countDown();

            assertThat(free.get()).isTrue();
            assertThat(pieces(left)).isZero();
        }
    }

    @Test
    void shouldGoOnAfterAnErrorOfItsThread() throws Exception {
        try (DecodeLoop loop = new DecodeLoop(65_536)) {
            CompletableFuture<Boolean> workedAtFailure = new CompletableFuture<>();
            loop.thread()
                    .onFailure(failure -> workedAtFailure.complete(loop.thread().works()));
            StandStill still = hold(loop);
            still.reached().await();
            AnswerStream beside = begin(loop, versions.one(), ENDLESS, () -> {});
            begin(loop, versions.two(), ",'max_tokens':1", () -> {
                throw new StackOverflowError("injected");
            });

            still.end().countDown();

            // Then what was in the making is told so, and the next answer is made
            assertThat(last(beside)).isInstanceOf(Failed.class);
            assertThat(workedAtFailure.get()).isFalse();
            assertThat(last(begin(loop, versions.one(), ",'max_tokens':1", () -> {})))
                    .isInstanceOf(Done.class);
            assertThat(loop.thread().works()).isTrue();
        }
    }

    @Test
    void shouldFailWhatIsNotFinishedAndWhatComesAfterItsEnd() throws Exception {
        DecodeLoop loop = new DecodeLoop(65_536);
        StandStill still = hold(loop);
        still.reached().await();
        AnswerStream late = begin(loop, versions.one(), ENDLESS, () -> {});

        loop.close();

        assertThat(last(late)).isInstanceOf(Failed.class);
        assertThat(last(begin(loop, versions.one(), ENDLESS, () -> {}))).isInstanceOf(Failed.class);
    }
}
