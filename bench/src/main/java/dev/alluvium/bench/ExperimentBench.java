package dev.alluvium.bench;

import dev.alluvium.evaluator.live.Arm;
import dev.alluvium.evaluator.live.ExperimentPlan;
import dev.alluvium.evaluator.live.GuardLimits;
import dev.alluvium.evaluator.live.LiveExperiment;
import dev.alluvium.evaluator.live.ServedRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** One experiment, fed on one thread as fast as it takes outcomes. */
public final class ExperimentBench {
    private static final int LOOKS = 1_000;
    private static final int WARM_UP = 200_000;
    private static final double NANOS = 1e9;

    private ExperimentBench() {}

    /**
     * What was measured.
     *
     * @param outcomes answers and reports together
     * @param bytesPerUserHalfway heap that the experiment holds, after half of the requests
     */
    public record Figures(
            int users,
            long outcomes,
            double perSecond,
            double perCpuSecond,
            double looksPerSecond,
            double bytesPerUserHalfway,
            double bytesPerUser) {}

    /** Runs it, after a smaller one that warms up. */
    public static Figures run(int users, int requests) {
        feed(experiment(), users, 0, WARM_UP);
        long before = heap();
        LiveExperiment experiment = experiment();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        feed(experiment, users, 0, requests / 2);
        wall = System.nanoTime() - wall;
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        double halfway = (double) (heap() - before) / users;
        feed(experiment, users, requests / 2, requests);
        double whole = (double) (heap() - before) / users;
        double looks = looksPerSecond(experiment);
        return new Figures(
                users, 2L * requests, requests / (wall / NANOS), requests / (cpu / NANOS), looks, halfway, whole);
    }

    private static LiveExperiment experiment() {
        return new LiveExperiment(
                new ExperimentPlan(0.2, 500, Duration.ofDays(1), 0.05, false, GuardLimits.DEFAULT, Instant.EPOCH));
    }

    private static void feed(LiveExperiment experiment, int users, int first, int end) {
        SplittableRandom random = new SplittableRandom(first);
        for (int i = first; i < end; i++) {
            int user = random.nextInt(users);
            Arm arm = user % 5 == 0 ? Arm.CHALLENGER : Arm.CHAMPION;
            String request = "chatcmpl-" + i;
            experiment.served(
                    new ServedRequest(request, "user-" + user, arm, false, false, 100 + random.nextInt(50), 20));
            experiment.reported(request, random.nextBoolean() ? 1.0 : 0.0);
        }
    }

    private static double looksPerSecond(LiveExperiment experiment) {
        long begun = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            experiment.look(Instant.EPOCH);
        }
        return LOOKS / ((System.nanoTime() - begun) / NANOS);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
