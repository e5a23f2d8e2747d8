package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends the wait of an undecided version. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = {
            "Decide against a version that waits for an operator.",
            "On a terminal it asks what becomes of the records; a script says --not-now or --wrong."
        })
final class RejectCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final OrderOption order = new OrderOption();

    @Parameters(
            paramLabel = "MODEL@VERSION",
            converter = VersionName.Converter.class,
            description = "A version that waits, such as notes@3.")
    VersionName name;

    @ArgGroup
    @Nullable Records records;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit.")
    String reason;

    /** What becomes of the version's records. */
    static final class Records {
        @Option(
                names = "--not-now",
                description =
                        "Its records are good: they train with the next round, and nothing is banned. If records of"
                                + " that round have no probes, it may wait for an operator again.")
        boolean notNow;

        @Option(
                names = "--wrong",
                description = "Its records are wrong: its rounds go to quarantine, and equal content is refused"
                        + " (refused-content) until they are requeued.")
        boolean wrong;
    }

    @Override
    public Integer call() {
        Registry registry = order.registry(target);
        ModelState model = registry.model(name.model());
        VersionState version = name.in(model);
        if (order.id == null && !version.stage().open()) {
            throw new CliException(RejectChoice.notOpen(model, version));
        }
        String full = name.model() + "@" + version.version();
        boolean notNow = choice(full, version) == RejectChoice.NOT_NOW;
        JsonNode answer = notNow
                ? registry.postpone(name.model(), version.version(), reason)
                : registry.reject(name.model(), version.version(), reason);
        boolean done = answer.path("done").asBoolean();
        System.out.println(full + (done ? notNow ? " is put off" : " is rejected" : "") + ": "
                + answer.path("note").asText());
        return 0;
    }

    private RejectChoice choice(String full, VersionState version) {
        if (records != null) {
            return records.notNow ? RejectChoice.NOT_NOW : RejectChoice.WRONG;
        }
        Console console = System.console();
        if (console == null) {
            throw new CliException(full + ": " + RejectChoice.withoutTerminal(name.model(), version), 2);
        }
        String answer = console.readLine("%s", RejectChoice.question(full, name.model(), version));
        return Optional.ofNullable(answer)
                .flatMap(RejectChoice::of)
                .orElseThrow(() -> new CliException("nothing was done"));
    }
}
