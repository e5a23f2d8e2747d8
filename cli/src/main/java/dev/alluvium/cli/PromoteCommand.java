package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.ExperimentFollower;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Registry.Trial;
import dev.alluvium.cli.client.RolloutWait;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version champion, at once or after a trial on users. */
@Command(name = "promote", mixinStandardHelpOptions = true, description = "Make a version champion by hand.")
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final OrderOption order = new OrderOption();

    @Parameters(
            paramLabel = "MODEL@VERSION",
            converter = VersionName.Converter.class,
            description = VersionName.DESCRIPTION)
    VersionName name;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for the audit; needed to approve a rejected one.")
    String reason;

    @Option(names = "--approve", description = "Promote although the gate rejected it.")
    boolean approve;

    @Option(
            names = "--canary",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description = "Try it on this share of the users first, such as 20%%; it becomes champion when they score"
                    + " it higher.")
    @Nullable Double canary;

    @Option(
            names = "--min-outcomes",
            paramLabel = "N",
            description = "With --canary: decide nothing before so many users reported an outcome"
                    + " (default: canary.min-outcomes).")
    @Nullable Integer minOutcomes;

    @Option(
            names = "--shadow",
            description = "With --canary: send it the questions of this share of the users, but show its answers to"
                    + " nobody; this never promotes it.")
    boolean shadow;

    @Option(
            names = "--watch",
            paramLabel = "DURATION",
            converter = WatchConverter.class,
            description = "With --canary: after its promotion, take it back if users report clearly worse outcomes"
                    + " within this time, such as 30m; or off (default: canary.watch).")
    @Nullable Duration watch;

    @Option(
            names = "--wait",
            description =
                    "With --canary: follow the experiment to its end; exit status 0 if it was promoted, 1 if it was"
                            + " refused, 3 if it waits for an operator.")
    boolean wait;

    @Override
    public Integer call() throws InterruptedException {
        if (canary == null && (minOutcomes != null || wait || shadow || watch != null)) {
            throw new CliException(
                    "--min-outcomes, --shadow, --watch and --wait are for --canary; add --canary 20%, or leave them out",
                    2);
        }
        ApiClient api = target.api();
        Registry registry = new Registry(api).ordering(order.id);
        VersionState version = name.in(registry.model(name.model()));
        String full = name.model() + "@" + version.version();
        if (canary != null) {
            return tryOut(api, version.version(), full, canary);
        }
        registry.promote(name.model(), version.version(), reason, approve);
        long millis = RolloutWait.await(registry, name.model());
        int champion = registry.model(name.model()).champion();
        if (champion != version.version()) {
            System.out.println(full + " was promoted; since then version " + champion + " became champion");
            return 1;
        }
        System.out.println(full + " is champion; every replica proved it within " + millis + " ms");
        return 0;
    }

    private int tryOut(ApiClient api, int version, String full, double share) throws InterruptedException {
        TrialMode mode = shadow ? TrialMode.SHADOW : null;
        JsonNode answer = new Registry(api)
                .ordering(order.id)
                .tryOut(name.model(), version, reason, approve, new Trial(share, minOutcomes, mode, watch));
        if (!answer.path("done").asBoolean()) {
            throw new CliException(
                    full + ": no experiment began: " + answer.path("note").asText());
        }
        System.out.printf(
                Locale.ROOT,
                shadow
                        ? "%s is asked what %.0f %% of the users ask, who do not see it; it ends"
                                + " by itself without a promotion, by reject, rollback, or promote without --canary%n"
                        : "%s answers %.0f %% of the users; it ends by itself, by reject, rollback, or promote without --canary%n",
                full,
                100 * share);
        if (!wait) {
            System.out.println("alluvium status shows how it stands");
            return 0;
        }
        ModelState end = new ExperimentFollower(api, new Terminal(System.err)).follow(name.model());
        VersionState after = end.get(version);
        String waits = after.waitsFor();
        System.out.println(full + " is " + after.stage() + (waits == null ? "" : ": " + waits));
        PromotionWatch watched = end.watch();
        if (watched != null && watched.version() == version) {
            System.out.println("watched until " + watched.endsAt() + ": clearly worse than version "
                    + watched.baseline().version() + " was, it is rolled back");
        }
        return end.champion() == version ? ExitStatus.DONE : ExitStatus.of(after.stage());
    }
}
