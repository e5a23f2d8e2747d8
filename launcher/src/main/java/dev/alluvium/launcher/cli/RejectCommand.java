package dev.alluvium.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.registry.VersionState;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends the wait of an undecided version. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = "Refuse a version that waits for a decision; its rounds go to quarantine.")
final class RejectCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Parameters(
            paramLabel = "MODEL@VERSION",
            converter = VersionName.Converter.class,
            description = VersionName.DESCRIPTION)
    VersionName name;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit.")
    String reason;

    @Override
    public Integer call() {
        Registry registry = new Registry(target.api());
        VersionState version = name.in(registry.model(name.model()));
        JsonNode answer = registry.reject(name.model(), version.version(), reason);
        String named = name.model() + "@" + version.version();
        System.out.println(named
                + (answer.path("done").asBoolean()
                        ? " is rejected"
                        : ": " + answer.path("note").asText()));
        return 0;
    }
}
