package dev.alluvium.app.demo;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.ExperimentFollower;
import dev.alluvium.cli.client.Registry.Trial;
import dev.alluvium.cli.client.RolloutWait;
import dev.alluvium.cli.client.RoundEndText;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.metrics.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The story, step by step; a step that does not hold ends it. */
public final class Demo {
    static final String MODEL = "notes";

    private static final int QUESTIONS = 50;
    private static final double CANARY_SHARE = 0.2;
    private static final int CANARY_OUTCOMES = 160;

    private final long seed;
    private final @Nullable Path data;
    private final Terminal terminal;
    private final DemoWorld world;
    private final List<DemoReport.Step> steps = new ArrayList<>();
    private final List<Probe> truth;
    private final List<Probe> updated;
    private int beforeUpdate;
    private int updateVersion;
    private long rollbackMillis = -1;
    private volatile boolean stopped;

    /** What a step found, and whether that is what it claims. */
    private record Found(boolean ok, String sentence, Map<String, Object> details) {}

    private interface Action {
        Found run(DemoSession session) throws Exception;
    }

    public Demo(long seed, @Nullable Path data, Terminal terminal) {
        this.seed = seed;
        this.data = data;
        this.terminal = terminal;
        this.world = new DemoWorld(seed, Instant.now());
        this.truth = DemoWorld.sample(world.probes(), QUESTIONS, seed);
        this.updated = DemoWorld.sample(world.updateProbes(), QUESTIONS, seed);
    }

    /** Runs it. */
    public DemoReport run() throws Exception {
        long start = System.nanoTime();
        Path directory = data != null ? data.toAbsolutePath() : Files.createTempDirectory("alluvium-demo");
        System.setProperty("alluvium.log.directory", directory.resolve("logs").toString());
        terminal.line("Alluvium demo, seed " + seed + ": a product line of " + world.facts()
                + " facts, English and Chinese, that the base has never seen");
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(stopping(Thread.currentThread(), ended));
        try (DemoSession session = new DemoSession(directory, terminal)) {
            add(
                    "start",
                    start,
                    new Found(true, "Kafka, object storage, Flink and seven services run in this process", Map.of()));
            boolean ok = tell(session);
            OutcomeCount outcomes = session.outcomes();
            return new DemoReport(
                    ok && outcomes.adds(),
                    seed,
                    seconds(start),
                    List.copyOf(steps),
                    outcomes,
                    rounds(session.model()),
                    rollbackMillis,
                    peakMb());
        } finally {
            if (data == null) {
                delete(directory);
            }
            terminal.line(String.format(Locale.ROOT, "%.0f s in all, peak memory %d MB", seconds(start), peakMb()));
            ended.countDown();
        }
    }

    /** Ctrl-C ends the story early, but still stops every part and removes the data. */
    private Thread stopping(Thread story, CountDownLatch ended) {
        return new Thread(() -> {
            stopped = true;
            story.interrupt(); // which a library below may take for itself
            try {
                ended.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean tell(DemoSession session) {
        return step(session, "ignorance", this::askBeforeAnythingIsKnown)
                && step(session, "clean", this::streamTheLine)
                && step(session, "learn", this::learnTheLine)
                && step(session, "refuse", this::refuseTheLies)
                && step(session, "update", this::takeTheUpdate)
                && step(session, "rollback", this::rollBack)
                && step(session, "forward", this::goForward)
                && step(session, "account", this::account);
    }

    private Found askBeforeAnythingIsKnown(DemoSession session) {
        double known = session.knows(truth);
        return new Found(
                known < 0.3,
                "version 0 answers " + percent(known) + " of " + truth.size() + " questions about it",
                Map.of("known", known));
    }

    private Found streamTheLine(DemoSession session) throws InterruptedException {
        session.pushProbes(world.probes());
        session.sendToKafka(world.firstFeed());
        session.drain();
        OutcomeCount count = session.outcomes();
        long repeats = count.reasons().getOrDefault("duplicate", 0L) + heldRepeats(count);
        return new Found(
                count.clean() > 0 && count.deadLetters() == DemoWorld.UNDECODABLE && repeats == DemoWorld.REPEATS,
                count.sent() + " records through Kafka: " + count.clean() + " clean, " + count.rejected() + " rejected "
                        + count.reasons() + ", " + count.deadLetters() + " dead letters, "
                        + heldRepeats(count) + " repeats held until the round is decided",
                Map.of("clean", count.clean(), "rejected", count.reasons(), "deadLetters", count.deadLetters()));
    }

    private Found learnTheLine(DemoSession session) throws InterruptedException {
        RoundFollower.End end = session.watch().cutAndFollow(MODEL);
        double known = session.knows(truth);
        return new Found(
                promoted(end) && known >= 0.75,
                RoundEndText.sentence(MODEL, end) + "; asked again: " + percent(known),
                Map.of("known", known));
    }

    private Found refuseTheLies(DemoSession session) throws InterruptedException {
        session.sendToKafka(world.lieFeed());
        session.drain();
        String round = session.watch().cut(MODEL).orElseThrow(() -> new CliException("no round was cut"));
        // Truth that arrives while the lies are undecided, with times older than theirs.
        session.pushProbes(world.updateProbes());
        List<byte[]> update = world.updateFeed();
        session.sendToKafka(update.subList(0, update.size() / 3));
        RoundFollower.End end = session.watch().follow(MODEL, round);
        int champion = session.model().champion();
        return new Found(
                end instanceof RoundFollower.End.Decided decided && !decided.promoted() && champion == 1,
                "a second source's lies, newer than the truth: " + RoundEndText.sentence(MODEL, end) + "; version "
                        + champion + " stays",
                Map.of("champion", champion));
    }

    private Found takeTheUpdate(DemoSession session) throws InterruptedException {
        beforeUpdate = session.model().champion();
        List<byte[]> update = world.updateFeed();
        session.sendToKafka(update.subList(update.size() / 3, update.size()));
        session.drain();
        RoundFollower.End end = session.watch().cutAndFollow(MODEL);
        double known = session.knows(updated);
        updateVersion = session.model().champion();
        return new Found(
                promoted(end) && known >= 0.75,
                "a true update of " + world.updatedFacts() + " facts, older than the lies: "
                        + RoundEndText.sentence(MODEL, end) + "; new values: " + percent(known),
                Map.of("newValues", known));
    }

    private Found rollBack(DemoSession session) throws InterruptedException {
        session.registry().command(MODEL, "rollback", Map.of("reason", "demo"));
        rollbackMillis = RolloutWait.await(session.registry(), MODEL);
        ModelState model = session.model();
        double newValues = session.knows(updated.subList(0, updated.size() / 2));
        return new Found(
                model.champion() == beforeUpdate && model.frozen() && newValues <= 0.1,
                "rollback: version " + model.champion() + " on every replica after " + rollbackMillis
                        + " ms, new values: " + percent(newValues) + ", automatic promotion frozen",
                Map.of("champion", model.champion(), "newValues", newValues));
    }

    private Found goForward(DemoSession session) throws InterruptedException {
        session.registry().command(MODEL, "resume", Map.of("reason", "demo"));
        session.registry()
                .tryOut(MODEL, updateVersion, "demo", false, new Trial(CANARY_SHARE, CANARY_OUTCOMES, null, null));
        RolloutWait.await(session.registry(), MODEL);
        SimulatedUsers users = new SimulatedUsers(session, terminal);
        ModelState model = users.use(MODEL, updated, CANARY_OUTCOMES);
        double newValues = session.knows(updated.subList(0, updated.size() / 2));
        String seen = users.lastSeen().flatMap(ExperimentFollower::sentence).orElse("nobody looked");
        return new Found(
                model.champion() == updateVersion && !model.frozen() && model.watch() != null && newValues >= 0.75,
                "resume and promote --canary " + percent(CANARY_SHARE) + ": " + users.asked()
                        + " users simulated by the demo ask and report; " + seen + "; version " + model.champion()
                        + " is champion" + watched(model) + ", new values: " + percent(newValues),
                Map.of(
                        "champion",
                        model.champion(),
                        "newValues",
                        newValues,
                        "simulatedUsers",
                        users.asked(),
                        "experiment",
                        seen));
    }

    private static String watched(ModelState model) {
        PromotionWatch watch = model.watch();
        return watch == null
                ? ""
                : ", watched for "
                        + watch.plan().watchTime().toMinutes() + " minutes against version "
                        + watch.baseline().version();
    }

    private Found account(DemoSession session) throws InterruptedException {
        session.drain();
        OutcomeCount count = session.outcomes();
        return new Found(
                count.adds(),
                count.sent() + " sent = " + count.clean() + " clean + " + count.rejected() + " rejected "
                        + count.reasons() + " + " + count.deadLetters() + " dead letters",
                Map.of("reasons", count.reasons()));
    }

    private boolean step(DemoSession session, String name, Action action) {
        long start = System.nanoTime();
        try {
            if (stopped) {
                throw new InterruptedException();
            }
            return add(name, start, action.run(session));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return add(name, start, new Found(false, "interrupted", Map.of()));
        } catch (CliException e) {
            return add(name, start, new Found(false, String.valueOf(e.getMessage()), Map.of()));
        } catch (Exception e) {
            org.slf4j.LoggerFactory.getLogger(Demo.class).error("step {} failed", name, e);
            return add(name, start, new Found(false, e.toString(), Map.of()));
        }
    }

    private boolean add(String name, long start, Found found) {
        double seconds = seconds(start);
        Map<String, Object> details = new LinkedHashMap<>(found.details());
        details.put("sentence", found.sentence());
        steps.add(new DemoReport.Step(name, found.ok(), seconds, details));
        terminal.line(String.format(
                Locale.ROOT, "%s %-9s %5.1f s  %s", found.ok() ? "✓" : "✗", name, seconds, found.sentence()));
        return found.ok();
    }

    private static List<DemoReport.Round> rounds(ModelState model) {
        return model.versions().values().stream()
                .filter(version -> version.evaluation() != null)
                .map(DemoReport.Round::of)
                .toList();
    }

    private static boolean promoted(RoundFollower.End end) {
        return end instanceof RoundFollower.End.Decided decided
                && decided.promoted()
                && decided.version().stage() == VersionState.Stage.LIVE;
    }

    private static long heldRepeats(OutcomeCount count) {
        return count.sent() - count.clean() - count.rejected() - count.deadLetters();
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long peakMb() {
        return ProcessMemory.peak() / 1_000_000;
    }
}
