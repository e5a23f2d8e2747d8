package dev.alluvium.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.engine.Fleet.Member;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.TestVersions;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.state.VersionRefusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    @TempDir
    Path directory;

    private final TaughtVersions versions = new TaughtVersions();
    private final Server first = new Server();
    private final Server second = new Server();
    private Fleet fleet;
    private Member one;
    private Member two;

    @BeforeEach
    void make() {
        one = first.member("one");
        two = second.member("two");
        fleet = new Fleet(Clock.systemUTC(), List.of(one, two));
    }

    @AfterEach
    void free() {
        one.host().close();
        two.host().close();
        versions.close();
    }

    @Test
    void shouldAnswerNothingBeforeAnyServerIsProved() {
        assertThat(fleet.ready()).isEmpty();
        assertThat(fleet.any()).contains(one.host());
    }

    @Test
    void shouldAskTheLeastBusyOfThoseWithTheNewestDecision() {
        desire(one, 1, 1);
        desire(two, 1, 1);
        first.busy.set(3);
        second.busy.set(2);

        assertThat(fleet.ready()).contains(two);
    }

    @Test
    void shouldAskNobodyWhoIsBehindWhileAnotherIsNot() {
        desire(one, 1, 1);
        desire(two, 1, 1);
        desire(two, 2, 2);
        second.busy.set(100);

        assertThat(fleet.ready()).contains(two);
    }

    @Test
    void shouldAskAServerThatIsBehindWhereTheOthersCannotBeAsked() {
        desire(one, 1, 1);
        desire(two, 2, 2);
        second.up.set(false);

        assertThat(fleet.ready()).contains(one);
    }

    @Test
    void shouldLeaveOutWhatHasLostItsVersion() {
        desire(one, 1, 1);
        desire(two, 1, 1);
        second.loads = false;

        two.host().lost(loaded -> true);

        assertThat(fleet.ready()).contains(one);
    }

    private static void desire(Member member, int version, long generation) {
        ServingDesired desired = TestVersions.desired(version, generation);
        member.host().desired(desired);
    }

    private final class Server {
        private final AtomicBoolean up = new AtomicBoolean(true);
        private final AtomicInteger busy = new AtomicInteger();
        private boolean loads = true;

        Member member(String name) {
            VersionLoader loader = (base, version) -> {
                if (!loads) {
                    throw new VersionRefusedException(VersionRefusal.Reason.SERVER_AWAY, "away", null);
                }
                return new LoadedVersion(
                        new VersionProof(version.version(), VersionProof.sha256(version), "print"),
                        versions.load(1).adapter());
            };
            ModelHost host = new ModelHost(
                    TestVersions.MODEL,
                    new Replica.Limits(Duration.ofSeconds(30), 2),
                    new AttestationCheck(TestVersions.verifier()),
                    loader,
                    Runnable::run,
                    new Deaf(),
                    new ProvedFiles(directory.resolve(name)),
                    Clock.systemUTC(),
                    FallbackVersions.none());
            return new Member(name, host, up::get, busy::get);
        }
    }

    private static final class Deaf implements HostObserver {
        @Override
        public void announce(String model, LiveVersion live) {}

        @Override
        public void loaded(String model, boolean success, Duration took) {}
    }
}
