package dev.alluvium.bench.serve;

import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.serving.DeployedVersion;
import java.util.ArrayList;
import java.util.List;

/** How fast replicas under load follow the registry, from the published wish to the last replica's proof. */
public final class RollbackBench {
    private static final double NANOS = 1e9;

    /**
     * @param base a name or directory
     * @param streams open all the while, over all replicas
     * @param rounds promotions of a new version, each rolled back and promoted again
     * @param maxTokens of an answer
     */
    public record Settings(String base, int replicas, int streams, int rounds, int maxTokens) {}

    private RollbackBench() {}

    /** Runs it. */
    public static RollbackFigures run(Settings settings) throws Exception {
        LocalBase base = LocalBase.of(settings.base());
        List<String> questions = BenchPrompts.of(base);
        try (BenchReplicas replicas = BenchReplicas.start(settings.replicas(), base)) {
            List<DeployedVersion> versions = new ArrayList<>();
            for (int number = 1; number <= settings.rounds() + 2; number++) {
                versions.add(replicas.version(number));
            }
            replicas.promote(versions.get(0));
            try (StreamLoad load = StreamLoad.begin(
                    replicas.endpoints(), settings.streams(), questions, settings.maxTokens(), asked -> true)) {
                replicas.promote(versions.get(1));
                long begun = System.nanoTime();
                int before = load.count();
                Times times = Times.take(replicas, versions);
                double seconds = (System.nanoTime() - begun) / NANOS;
                int within = load.count() - before;
                return figures(settings, times, load.end(), within / seconds);
            }
        }
    }

    /** In nanoseconds. */
    private record Times(List<Long> resident, List<Long> cold) {
        static Times take(BenchReplicas replicas, List<DeployedVersion> versions) throws InterruptedException {
            Times times = new Times(new ArrayList<>(), new ArrayList<>());
            for (int i = 2; i < versions.size(); i++) {
                times.cold.add(replicas.promote(versions.get(i)).toNanos());
                times.resident.add(replicas.promote(versions.get(i - 1)).toNanos());
                times.resident.add(replicas.promote(versions.get(i)).toNanos());
            }
            return times;
        }
    }

    private static RollbackFigures figures(
            Settings settings, Times times, List<StreamedAnswer> answers, double answersPerSecond) {
        return new RollbackFigures(
                settings.replicas(),
                settings.streams(),
                Percentiles.ofNanos(times.resident()),
                Percentiles.ofNanos(times.cold()),
                answers.size(),
                answersPerSecond,
                StreamedAnswer.problems(answers));
    }
}
