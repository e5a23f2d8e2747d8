package dev.alluvium.bench.command;

import dev.alluvium.bench.ExperimentBench;
import dev.alluvium.contracts.json.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench experiments}: how fast outcomes are taken, and what a user takes. */
@Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        description = "Take the outcomes of a live experiment: outcomes a second on one core, and memory a user.")
final class BenchExperimentsCommand implements Callable<Integer> {
    @Option(names = "--users", defaultValue = "100000", description = "Who ask (default: 100000).")
    int users;

    @Option(
            names = "--requests",
            defaultValue = "1000000",
            description = "Requests, each answered and reported (default: 1000000).")
    int requests;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() {
        ExperimentBench.Figures figures = ExperimentBench.run(users, requests);
        System.out.println(
                json
                        ? Json.string(figures)
                        : String.format(
                                Locale.ROOT,
                                "%,d outcomes of %,d users: %,.0f a second, %,.0f per CPU second; %,.0f looks a second;%n"
                                        + "%,.0f bytes of heap a user after %,d requests, %,.0f after %,d",
                                figures.outcomes(),
                                figures.users(),
                                figures.perSecond(),
                                figures.perCpuSecond(),
                                figures.looksPerSecond(),
                                figures.bytesPerUserHalfway(),
                                requests / 2,
                                figures.bytesPerUser(),
                                requests));
        return 0;
    }
}
