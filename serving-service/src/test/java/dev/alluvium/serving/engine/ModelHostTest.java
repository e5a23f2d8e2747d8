package dev.alluvium.serving.engine;

import static dev.alluvium.serving.state.TestVersions.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.serving.adapter.store.CachedAdapters;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState.Refusing;
import dev.alluvium.serving.state.ServingState.Serving;
import dev.alluvium.serving.state.TestVersions;
import dev.alluvium.serving.testing.TaughtModel;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ModelHostTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Bases bases = new Bases(name -> TaughtModel.shared().base(), LoadOptions.cpu());
    private final List<LiveVersion> announced = new ArrayList<>();
    private final List<ModelHost> hosts = new ArrayList<>();
    private Consumer<LiveVersion> told = live -> {};

    @AfterEach
    void close() {
        hosts.forEach(ModelHost::close);
        bases.close();
    }

    private ModelHost host(ObjectStore objects, Clock clock) {
        return host(objects, clock, Runnable::run);
    }

    private ModelHost host(ObjectStore objects, Clock clock, Executor loading) {
        ModelHost host = new ModelHost(
                MODEL,
                new Replica.Limits(LEASE, 2),
                new AttestationCheck(TestVersions.verifier()),
                new MemoryLoader(bases, new CachedAdapters(objects, directory.resolve("adapters"))),
                loading,
                new Announcements(),
                new ProvedFiles(directory.resolve("proved")),
                clock,
                FallbackVersions.none());
        hosts.add(host);
        return host;
    }

    private final class Announcements implements HostObserver {
        @Override
        public void announce(String model, LiveVersion live) {
            announced.add(live);
            told.accept(live);
        }

        @Override
        public void loaded(String model, boolean success, Duration took) {}
    }

    private static ObjectStore away() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    throw new StoreException("the store is away", new java.io.IOException("refused"));
                });
    }

    private DeployedVersion uploaded(int number, Statement... statements) {
        String prefix = "runs/run-" + number + "/a1/adapter/";
        TaughtModel.shared().files(number).forEach((name, bytes) -> store.putIfAbsent(prefix + name, bytes));
        byte[] weights =
                Objects.requireNonNull(TaughtModel.shared().files(number).get(PeftDirectory.WEIGHTS));
        return TestVersions.version(number, Digest.sha256(weights), prefix, statements);
    }

    private static ServingDesired desired(DeployedVersion version, long generation) {
        return TestVersions.desired(version, 1, generation);
    }

    private static int version(ModelHost host) {
        try (ActiveVersion active = host.acquire("someone").orElseThrow()) {
            return active.live().proof().version();
        }
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, java.time.ZoneOffset.UTC);
    }

    @Test
    void shouldTellVersionsApartByTheirFingerprints() {
        ModelHost host = host(store, Clock.systemUTC());

        host.desired(desired(uploaded(1), 1));
        host.desired(desired(uploaded(2), 2));
        host.desired(desired(uploaded(1), 3));

        List<String> fingerprints =
                announced.stream().map(live -> live.proof().fingerprint()).toList();
        assertThat(fingerprints).hasSize(3);
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(2)).isNotEqualTo(fingerprints.get(1));
    }

    @Test
    void shouldAnswerWithAVersionBeforeItIsToldThatItAnswers() {
        ModelHost host = host(store, Clock.systemUTC());
        host.desired(desired(uploaded(1), 1));
        List<Integer> answering = new ArrayList<>();
        told = live -> answering.add(version(host));

        try (LoggedStates logged = new LoggedStates(() -> answering.add(version(host)))) {
            host.desired(desired(uploaded(2), 2));
            answering.clear();
            host.desired(desired(uploaded(1), 3));
        }

        // Then those who read the log and those who hear the proof are answered by the version named there
        assertThat(answering).containsExactly(1, 1);
    }

    @Test
    void shouldGoOnAnsweringWhereTheSameVersionWasLoadedTwice() {
        // Given: version 1 is wanted, then another, then version 1 again, all before the first load is over
        List<Runnable> loads = new ArrayList<>();
        ModelHost host = host(store, Clock.systemUTC(), loads::add);
        host.desired(desired(uploaded(1), 1));
        host.desired(desired(uploaded(2), 2));
        host.desired(desired(uploaded(1), 3));
        loads.get(2).run();

        // When
        loads.get(0).run();

        // Then
        assertThat(version(host)).isEqualTo(1);
    }

    @Test
    void shouldAskNoChallengerOnceTheEndOfItsExperimentIsProved() {
        ModelHost host = host(store, Clock.systemUTC());
        DeployedVersion champion = uploaded(1);
        host.desired(new ServingDesired(MODEL, "tiny", champion, uploaded(2), 1.0, "trial", 1, 1, TestVersions.NOW));
        assertThat(version(host)).isEqualTo(2);
        List<Integer> answering = new ArrayList<>();
        told = live -> answering.add(version(host));

        host.desired(desired(champion, 2));

        assertThat(answering).containsExactly(1);
    }

    @Test
    void shouldGoOnWithTheOldVersionWhenTheNewOneIsNotAttested() {
        ModelHost host = host(store, Clock.systemUTC());
        host.desired(desired(uploaded(1), 1));

        host.desired(desired(uploaded(2, Statement.TRAINED, Statement.EVALUATED), 2));

        assertThat(version(host)).isEqualTo(1);
        assertThat(StatusLog.describe(host.view().state()))
                .containsEntry("state", "refusing")
                .containsEntry("wanted", 2)
                .containsEntry("version", 1)
                .hasEntrySatisfying(
                        "detail", detail -> assertThat(detail.toString()).contains("ADMITTED"));
    }

    @Test
    void shouldGoOnWithTheOldVersionWhenTheAdaptersConfigurationWasChanged() {
        ModelHost host = host(store, Clock.systemUTC());
        host.desired(desired(uploaded(1), 1));
        DeployedVersion second = uploaded(2);
        String key = "runs/run-2/a1/adapter/" + PeftDirectory.CONFIG;
        String config = new String(store.get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
        store.delete(key);
        store.putIfAbsent(
                key,
                config.replaceFirst("\"lora_alpha\"\\s*:\\s*", "\"lora_alpha\" : 9")
                        .getBytes(StandardCharsets.UTF_8));

        host.desired(desired(second, 2));

        assertThat(version(host)).isEqualTo(1);
        assertThat(StatusLog.describe(host.view().state()))
                .containsEntry("state", "refusing")
                .hasEntrySatisfying(
                        "detail", detail -> assertThat(detail.toString()).contains("differs from what is sealed"));
    }

    @Test
    void shouldGoOnWithTheOldVersionWhenTheBytesAreOthers() {
        ModelHost host = host(store, Clock.systemUTC());
        host.desired(desired(uploaded(1), 1));
        uploaded(2);
        DeployedVersion claimed = TestVersions.version(2, Digest.sha256(new byte[] {1}), "runs/run-2/a1/adapter/");

        host.desired(desired(claimed, 2));

        assertThat(version(host)).isEqualTo(1);
        assertThat(host.view().state()).isInstanceOf(Refusing.class);
    }

    @Test
    void shouldTryAgainWithTheHeartbeatOnceTheStoreHasTheAdapter() {
        ModelHost host = host(store, Clock.systemUTC());
        byte[] weights = Objects.requireNonNull(TaughtModel.shared().files(1).get(PeftDirectory.WEIGHTS));
        host.desired(desired(TestVersions.version(1, Digest.sha256(weights), "runs/run-1/a1/adapter/"), 1));
        assertThat(host.view().state()).isInstanceOf(Refusing.class);

        uploaded(1);
        host.beat();

        assertThat(host.view().state()).isInstanceOf(Serving.class);
    }

    @Test
    void shouldStartFromTheLocalCacheWithoutBrokerAndStore() {
        Instant now = Instant.now();
        host(store, at(now)).desired(desired(uploaded(1), 7));

        ModelHost restarted = host(away(), at(now.plusSeconds(20)));
        restarted.restore();

        assertThat(version(restarted)).isEqualTo(1);
        assertThat(StatusLog.describe(restarted.view().state()))
                .containsEntry("origin", LiveVersion.Origin.CACHE)
                .containsEntry("generation", 7L);
    }

    @Test
    void shouldNotStartFromACacheOlderThanItsLease() {
        Instant now = Instant.now();
        host(store, at(now)).desired(desired(uploaded(1), 7));

        ModelHost restarted = host(away(), at(now.plusSeconds(31)));
        restarted.restore();

        assertThat(restarted.acquire("someone")).isEmpty();
    }

    @Test
    void shouldStopAnsweringWhenTheLeaseOfARestoredVersionEnds() {
        Instant now = Instant.now();
        host(store, at(now)).desired(desired(uploaded(1), 7));
        MovingClock clock = new MovingClock(now.plusSeconds(20));
        ModelHost restarted = host(away(), clock);
        restarted.restore();

        clock.now = now.plusSeconds(31);

        assertThat(restarted.acquire("someone")).isEmpty();
    }

    /** Hears each state that the log is told. */
    private static final class LoggedStates extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger logger = (Logger) LoggerFactory.getLogger(StatusLog.class);
        private final Runnable heard;
        private final Level before;

        LoggedStates(Runnable heard) {
            this.heard = heard;
            this.before = logger.getLevel();
            start();
            logger.setLevel(Level.INFO);
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            heard.run();
        }

        @Override
        public void close() {
            logger.detachAppender(this);
            logger.setLevel(before);
        }
    }

    private static final class MovingClock extends Clock {
        private Instant now;

        MovingClock(Instant now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
