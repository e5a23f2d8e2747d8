package dev.alluvium.app.command;

import static dev.alluvium.app.command.RegistryRig.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.CommandLines;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.cli.client.RoundEndText;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ConsolidationOrdered;
import dev.alluvium.contracts.registry.RegistryEvent.Frozen;
import dev.alluvium.contracts.registry.RegistryEvent.Resumed;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.RoundRequeued;
import dev.alluvium.contracts.registry.RegistryEvent.TrainingCancelled;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Every order from the command line to a real registry's log, also where its answer is lost on the way. */
class OrderCommandsIT {
    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;

    @TempDir
    private Path data;

    private RegistryRig rig;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        rig = new RegistryRig(data, broker, test.getTestMethod().orElseThrow().getName() + ".", Clock.systemUTC())
                .start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void shouldRollBackOnceThoughTheAnswerIsLost() throws Exception {
        // Given
        rig.promoted("run-a", 0, "r000001");
        rig.promoted("run-b", 1, "r000002");
        rig.front().lose(2);

        // When
        Ended ended = run("rollback", MODEL, "--reason", "wrong answers");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("rolled back to version 1", "every replica proved it", "alluvium resume notes");
        assertThat(rig.model().champion()).isEqualTo(1);
        assertThat(rig.model().get(1).stage()).isEqualTo(Stage.LIVE);
        assertThat(rig.events(RolledBack.class)).isEqualTo(1);
    }

    @Test
    void shouldRollBackOnlyFromTheChampionThatIsMeant() throws Exception {
        // Given
        rig.promoted("run-a", 0, "r000001");
        rig.promoted("run-b", 1, "r000002");
        Ended first = run("rollback", MODEL, "--from", "2", "--order", "incident-7");

        // When
        Ended other = run("rollback", MODEL, "--from", "2");
        Ended repeated = run("rollback", MODEL, "--order", "incident-7");

        // Then
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("the champion of notes is version 1, not 2", "nothing was done");
        assertThat(repeated.status()).as(repeated.err()).isZero();
        assertThat(repeated.out()).contains("rolled back to version 1");
        assertThat(rig.events(RolledBack.class)).isEqualTo(1);
    }

    @Test
    void shouldExecuteEachOrderOnceAndRepeatNoneByItsIdAlsoAfterARestart() throws Exception {
        // Given
        rig.promoted("run-a", 0, "r000001");
        List<Line> lines = List.of(
                new Line(List.of("freeze", MODEL), Frozen.class, "automatic promotion is frozen"),
                new Line(List.of("resume", MODEL), Resumed.class, "training and automatic promotion are on"),
                new Line(List.of("consolidate", MODEL), ConsolidationOrdered.class, "a consolidation is ordered"),
                new Line(List.of("cancel", MODEL), TrainingCancelled.class, "training is cancelled"));

        // When, then
        for (Line line : lines) {
            rig.front().lose(1);
            assertThat(order(line)).contains(line.says());
            assertThat(rig.events(line.change())).as("%s", line).isEqualTo(1);
        }
        rig.listenAgain();
        rig.start();
        for (Line line : lines) {
            assertThat(order(line)).contains(line.says());
            assertThat(rig.events(line.change())).as("%s again", line).isEqualTo(1);
        }
        assertThat(rig.model().paused()).isTrue();
    }

    @Test
    void shouldPromoteAndRequeueOnceThoughTheAnswerIsLost() throws Exception {
        // Given
        rig.refused("run-a", 0, "r000001");
        rig.front().lose(1);
        Ended refused = run("promote", MODEL + "@1");
        rig.front().lose(1);

        // When
        Ended requeued = run("requeue", MODEL, "r000001");
        rig.held("run-b", 0, "r000002");
        rig.front().lose(1);
        Ended promoted = run("promote", MODEL + "@2", "--reason", "checked by hand");

        // Then
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("was refused by the gate", "--approve and --reason");
        assertThat(requeued.out()).contains("the records of r000001 are offered again");
        assertThat(rig.events(RoundRequeued.class)).isEqualTo(1);
        assertThat(promoted.status()).as(promoted.err()).isZero();
        assertThat(promoted.out()).contains("notes@2 is champion");
        assertThat(rig.events(VersionPromoted.class)).isEqualTo(1);
    }

    @Test
    void shouldDrillOnceThoughAnAnswerIsLost() throws Exception {
        // Given
        rig.promoted("run-a", 0, "r000001");
        rig.front().lose(1);

        // When
        Ended ended = run("drill", MODEL, "--yes", "--limit", "60000");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(rig.events(RolledBack.class)).isEqualTo(1);
        assertThat(rig.events(VersionPromoted.class)).isEqualTo(2);
        assertThat(rig.model().champion()).isEqualTo(1);
    }

    @Test
    void shouldEndAWaitThatOnlyADecisionOnAnEarlierVersionEnds() throws Exception {
        // Given
        rig.held("run-a", 0, "r000001");

        // When
        RoundFollower.End end = new RoundFollower(rig.api(), new Terminal(System.err)).follow(MODEL, "r000002");

        // Then
        assertThat(RoundEndText.exitStatus(end)).isEqualTo(ExitStatus.WAITS);
        assertThat(RoundEndText.sentence(MODEL, end)).contains("version 1 first: alluvium promote notes@1");
    }

    @Test
    void shouldPutAVersionOffWithoutBanningItsRecords() throws Exception {
        // Given
        rig.held("run-a", 0, "r000001");
        rig.front().lose(1);

        // When
        Ended ended = run("reject", MODEL + "@1", "--not-now");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("notes@1 is put off: r000001 is ready, nothing is banned", "alluvium resume notes");
        RoundState round = rig.model().round("r000001");
        assertThat(round.stage()).isEqualTo(RoundState.Stage.READY);
        assertThat(round.postponed()).isTrue();
        assertThat(round.generation()).as("a verdict would be told to cleaning").isZero();
        assertThat(rig.events(VersionReturned.class)).isEqualTo(1);
        assertThat(rig.events(VersionRejected.class)).isZero();
    }

    @Test
    void shouldSayThatWrongRecordsAreBanned() throws Exception {
        // Given
        rig.held("run-a", 0, "r000001");

        // When
        Ended ended = run("reject", MODEL + "@1", "--wrong", "--reason", "made-up prices");

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("notes@1 is rejected: r000001 is in quarantine", "refused-content")
                .contains("alluvium requeue notes r000001");
        assertThat(rig.model().round("r000001").stage()).isEqualTo(RoundState.Stage.QUARANTINED);
    }

    @Test
    void shouldRejectNothingUnlessItIsSaidWhatBecomesOfTheRecords() throws Exception {
        // Given
        rig.held("run-a", 0, "r000001");

        // When
        Ended unsaid = run("reject", MODEL + "@1");
        Ended both = run("reject", MODEL + "@1", "--wrong", "--not-now");

        // Then
        assertThat(unsaid.status()).isEqualTo(2);
        assertThat(unsaid.err())
                .contains("--not-now (r000001 trains again with the next round")
                .contains("--wrong (r000001 goes to quarantine, and equal content is refused (refused-content)");
        assertThat(both.status()).isEqualTo(2);
        assertThat(rig.model().get(1).stage()).isEqualTo(Stage.REVIEW);
    }

    @Test
    void shouldTellWhatBecameOfAnOrder() {
        // Given
        run("freeze", MODEL, "--order", "f-1");
        run("freeze", MODEL, "--order", "f-2");
        run("rollback", MODEL, "--order", "r-1");

        // When
        Ended done = run("order", MODEL, "f-1");
        Ended nothing = run("order", MODEL, "f-2");
        Ended refused = run("order", MODEL, "r-1");
        Ended unknown = run("order", MODEL, "x-1");
        Ended model = run("order", "nomodel", "x-1");

        // Then
        assertThat(done.status()).as(done.err()).isZero();
        assertThat(done.out()).contains("notes: order f-1 is done");
        assertThat(nothing.status()).isZero();
        assertThat(nothing.out()).contains("done, with nothing to do: notes is frozen already");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("order r-1 is refused", "there is no version below 0");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("order x-1 of notes is not known: it changed nothing");
        assertThat(model.status()).isEqualTo(1);
        assertThat(model.err()).contains("no model nomodel is declared; the models are notes");
    }

    @Test
    void shouldWaitForARegistryThatReadsItsLogAndGiveItTheOrderOnce() throws Exception {
        // Given
        rig.promoted("run-a", 0, "r000001");
        rig.listenAgain();
        CompletableFuture<Ended> rollback = CompletableFuture.supplyAsync(() -> run("rollback", MODEL));
        Polling.until(
                "the command was told to come back",
                Duration.ofMinutes(1),
                () -> rig.front().answered(503) > 0);

        // When
        rig.start();
        Ended ended = rollback.get();

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("registry-service is starting");
        assertThat(rig.front().answered(404)).isZero();
        assertThat(rig.events(RolledBack.class)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnIdForTwoOrders() {
        run("freeze", MODEL, "--order", "f-1");

        Ended ended = run("resume", MODEL, "--order", "f-1");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("was sent with another order");
        assertThat(rig.model().frozen()).isTrue();
    }

    private record Line(List<String> words, Class<? extends Change> change, String says) {}

    private String order(Line line) {
        Ended ended = run(Stream.concat(
                        line.words().stream(),
                        Stream.of("--order", "order-" + line.words().get(0)))
                .toArray(String[]::new));
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended.out();
    }

    private Ended run(String... words) {
        return CommandLines.run(Stream.concat(Stream.of(words), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }
}
