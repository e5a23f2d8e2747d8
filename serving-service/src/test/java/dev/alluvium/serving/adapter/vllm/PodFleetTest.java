package dev.alluvium.serving.adapter.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.engine.AnswerEvent.Started;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.testing.FakeVllm;
import dev.alluvium.serving.testing.PodRig;
import dev.alluvium.serving.testing.TaughtModel;
import dev.alluvium.settings.VllmConfig.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodFleetTest {
    @TempDir
    Path directory;

    private final FakeVllm server = new FakeVllm();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldLoadProveAndAnswerWithEachVersionAndRollBackWithoutALoad() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(0);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(0));
            rig.promote(1);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            rig.promote(2);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(2));
            int loads = server.loads.size();

            // When the registry rolls back to a version that is still there
            rig.promote(1);

            // Then it answers without being loaded again, under the name that carries version and hash
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            assertThat(server.loads).hasSize(loads).allMatch(name -> name.matches("notes@[12]-[0-9a-f]{12}-[0-9a-z]+"));
        }
    }

    @Test
    void shouldAnswerWordForWordAsTheSameVersionInThisProcess() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(1);

            List<AnswerEvent> events = rig.ask(",'stream':true,'logprobs':true,'top_logprobs':3");
            List<AnswerEvent> stopped = rig.ask(",'stop':'公斤'");
            List<AnswerEvent> cut = rig.ask(",'max_tokens':4");

            assertThat(events.get(0))
                    .isInstanceOfSatisfying(
                            Started.class,
                            started -> assertThat(started.version()).isEqualTo(1));
            assertThat(PodRig.last(events)).isInstanceOfSatisfying(Done.class, done -> {
                assertThat(done.generation().text()).isEqualTo(TaughtModel.answer(1));
                assertThat(done.generation().tokens()).allSatisfy(token -> {
                    assertThat(token.logprob()).isBetween(-1.0, 0.0);
                    assertThat(token.likeliest()).hasSize(3);
                });
            });
            assertThat(PodRig.last(stopped))
                    .isInstanceOfSatisfying(
                            Done.class,
                            done -> assertThat(done.generation().text()).isEqualTo("它重 3.2 "));
            assertThat(PodRig.last(cut))
                    .isInstanceOfSatisfying(
                            Done.class,
                            done -> assertThat(done.generation().tokens()).hasSize(4));
            rig.await(() -> rig.active() == 0);
        }
    }

    @Test
    void shouldUnloadAVersionOnlyAfterItsLastUserHasGone() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            // Given two versions that are kept, and the base
            rig.promote(1);
            String first = server.names().get(0);
            rig.promote(2);

            // When a third one takes the place of the first
            rig.promote(0);

            rig.await(() -> server.unloads.contains(first));
            assertThat(server.names()).hasSize(1).allMatch(name -> name.startsWith("notes@2-"));
        }
    }

    @Test
    void shouldKeepAVersionThatWasLoadedTwiceWhenOneOfItsUsersHasGone() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            // Given a version that is wanted, no longer, and again, before the server has answered
            server.fallSilent();
            rig.desire(1);
            rig.desire(2);
            rig.desire(1);

            server.goOn();

            rig.awaitServing(1);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            assertThat(server.unloads).noneMatch(name -> name.startsWith("notes@1-"));
        }
    }

    @Test
    void shouldNotTakeAVersionForLostThatWasLoadedWhileTheServerWasLookedAt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(0);
            // Given a look at the server whose answer is older than what is loaded meanwhile
            server.listBefore(() -> {
                asked.countDown();
                awaitQuietly(loaded);
            });
            rig.await(() -> asked.getCount() == 0);

            rig.promote(1);
            int listings = server.listings.get();
            loaded.countDown();

            // Then the next look begins, when that one is over, and finds nothing missing
            rig.await(() -> server.listings.get() > listings);
            assertThat(rig.restarts).isEmpty();
            assertThat(server.loads).hasSize(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldGiveARestartedServerItsVersionAgainBeforeAnybodyIsSentThere() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(1);

            server.restart();

            // When it is looked at, it is found empty: nobody answers until the version is proved again
            rig.await(() -> !rig.restarts.isEmpty());
            rig.awaitServing(1);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            assertThat(server.loads).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldAskAnotherServerWhereTheFirstWasRestartedUnnoticed() throws Exception {
        try (FakeVllm second = new FakeVllm();
                PodRig rig = new PodRig(directory, server, second)) {
            rig.promote(1);

            // When one of two has lost its adapters and no heartbeat has seen it yet
            server.restart();

            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            rig.awaitServing(1);
        }
    }

    @Test
    void shouldNameAServerThatSaysItLoadedAndComputesTheOldVersion() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(1);
            server.serveInstead(server.names().get(0));

            rig.desire(2);

            VersionRefusal refusal = rig.awaitRefusal(Reason.OTHER_VERSION);
            assertThat(refusal.detail()).contains("notes@2", "computes what notes@1");
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            server.serveTruly();
            rig.awaitServing(2);
            assertThat(server.loads).doesNotHaveDuplicates();
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(2));
        }
    }

    @Test
    void shouldNameAServerOnWhichTheAdapterHasNoEffect() {
        try (PodRig rig = new PodRig(directory, Reference.OBSERVED, server)) {
            server.serveInstead("base");

            rig.desire(1);

            assertThat(rig.awaitRefusal(Reason.OTHER_VERSION).detail()).contains("computes what the base computes");
        }
    }

    @Test
    void shouldHoldLaterServersToWhatTheFirstOneComputed() throws Exception {
        try (PodRig rig = new PodRig(directory, Reference.OBSERVED, server)) {
            rig.promote(1);
            rig.promote(2);
        }
        try (FakeVllm second = new FakeVllm();
                PodRig rig = new PodRig(directory, Reference.OBSERVED, second)) {
            rig.promote(1);
            second.serveInstead(second.names().get(0));

            rig.desire(2);

            assertThat(rig.awaitRefusal(Reason.OTHER_VERSION).detail()).contains("notes@2");
        }
    }

    @Test
    void shouldNameASlowServerAndGoOnOnceItAnswers() throws Exception {
        Duration limit = Duration.ofSeconds(2);
        try (PodRig rig = new PodRig(directory, PodRig.config(directory, null, 0.01, limit, server))) {
            rig.promote(1);

            server.fallSilent();
            rig.await(() -> rig.faults.contains(Reason.SLOW));
            assertThat(rig.pods.faults().values())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.detail()).contains("took longer than 2000 ms"));

            server.goOn();
            rig.awaitServing(1);
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
        }
    }

    @Test
    void shouldNameAServerThatFailsAndSendUsersToAnotherOne() throws Exception {
        try (FakeVllm second = new FakeVllm();
                PodRig rig = new PodRig(directory, server, second)) {
            rig.promote(1);

            server.failing = true;

            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
            rig.await(() -> rig.faults.contains(Reason.FAILING));
            server.failing = false;
            rig.awaitServing(1);
        }
    }

    @Test
    void shouldEndAnAnswerWhoseServerStopsInTheMiddle() throws Exception {
        FakeVllm second = new FakeVllm();
        try (PodRig rig = new PodRig(directory, second)) {
            rig.promote(1);
            second.silentMidway = true;
            Thread closing = new Thread(() -> {
                second.midway.acquireUninterruptibly();
                second.close();
            });
            closing.start();

            List<AnswerEvent> events = rig.ask(",'stream':true");

            assertThat(PodRig.last(events))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.error().status()).isEqualTo(503));
            closing.join();
            rig.await(() -> rig.active() == 0);
        }
    }

    @Test
    void shouldNameARankThatTheServerDoesNotTake() {
        try (PodRig rig = new PodRig(directory, server)) {
            server.maxRank = 4;

            rig.desire(1);

            assertThat(rig.awaitRefusal(Reason.RANK).detail()).contains("rank 8", "max_lora_rank 4");
        }
    }

    @Test
    void shouldNameAServerThatTakesNoAdaptersWhileItRuns() {
        try (PodRig rig = new PodRig(directory, server)) {
            server.updatesAllowed = false;

            rig.desire(1);

            assertThat(rig.awaitRefusal(Reason.UPDATES_OFF).detail())
                    .contains("--enable-lora", "VLLM_ALLOW_RUNTIME_LORA_UPDATING=True");
        }
    }

    @Test
    void shouldNameAServerWithAnotherTokenizer() {
        try (PodRig rig = new PodRig(directory, server)) {
            server.otherTokens = true;

            rig.desire(1);

            assertThat(rig.awaitRefusal(Reason.TOKENIZER).detail()).contains("test text 0");
        }
    }

    @Test
    void shouldProveNothingThatTheToleranceCannotTellApart() {
        try (PodRig rig = new PodRig(directory, PodRig.config(directory, null, 2.0, server))) {
            rig.desire(1);

            assertThat(rig.awaitRefusal(Reason.INDISTINCT).detail()).contains("vllm.prompts");
        }
    }

    @Test
    void shouldTakeNoPartInAnExperimentWithoutRoomForTwoAdaptersAtOnce() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            server.maxLoras = 1;
            rig.promote(1);

            rig.tryOut(1, 2);

            rig.await(() -> rig.pods.fleet().members().get(0).host().challengerRefusal() != null);
            assertThat(rig.pods.fleet().members().get(0).host().challengerRefusal())
                    .satisfies(refusal -> assertThat(refusal.detail()).contains("--max-loras 2"));
            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(1));
        }
    }

    @Test
    void shouldSplitUsersBetweenChampionAndChallengerOnTheSameServer() throws Exception {
        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(1);

            rig.tryOut(1, 2);

            rig.await(() -> server.names().size() == 2);
            rig.await(() -> answers(rig, 2));
        }
    }

    private static boolean answers(PodRig rig, int version) {
        try {
            List<AnswerEvent> events = rig.ask("");
            return events.get(0) instanceof Started started
                    && started.version() == version
                    && "trial".equals(started.experiment())
                    && PodRig.last(events) instanceof Done done
                    && done.generation().text().equals(TaughtModel.answer(version));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTakeOverWhatAProcessBeforeItHasLoadedAndUnloadItsLeftovers() throws Exception {
        try (PodRig before = new PodRig(directory, server)) {
            before.promote(1);
            before.promote(2);
        }
        assertThat(server.names()).isNotEmpty();
        List<String> left = server.names();

        try (PodRig rig = new PodRig(directory, server)) {
            rig.promote(2);

            assertThat(rig.answer()).isEqualTo(TaughtModel.answer(2));
            assertThat(server.names()).hasSize(1).allMatch(name -> name.startsWith("notes@2-"));
            assertThat(left).isNotEmpty();
        }
    }
}
