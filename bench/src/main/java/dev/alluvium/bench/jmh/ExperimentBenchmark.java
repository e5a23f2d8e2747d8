package dev.alluvium.bench.jmh;

import dev.alluvium.evaluator.live.Arm;
import dev.alluvium.evaluator.live.ExperimentPlan;
import dev.alluvium.evaluator.live.GuardLimits;
import dev.alluvium.evaluator.live.LiveExperiment;
import dev.alluvium.evaluator.live.ServedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A live experiment of 10,000 users: one request that was served and reported, and one look at what was found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExperimentBenchmark {
    private static final int USERS = 10_000;

    private final LiveExperiment experiment = new LiveExperiment(
            new ExperimentPlan(0.2, 500, Duration.ofDays(1), 0.05, false, GuardLimits.DEFAULT, Instant.EPOCH));
    private long requests;

    @Benchmark
    public long outcome() {
        requests++;
        int user = (int) (requests * 7_919 % USERS);
        String request = "chatcmpl-" + requests;
        Arm arm = user % 5 == 0 ? Arm.CHALLENGER : Arm.CHAMPION;
        experiment.served(new ServedRequest(request, "user-" + user, arm, false, false, 100, 20));
        experiment.reported(request, requests % 3 == 0 ? 1.0 : 0.0);
        return requests;
    }

    @Benchmark
    public Object look() {
        return experiment.look(Instant.EPOCH.plusSeconds(60));
    }
}
