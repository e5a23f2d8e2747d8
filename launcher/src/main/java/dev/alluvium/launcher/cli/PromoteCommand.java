package dev.alluvium.launcher.cli;

import dev.alluvium.contracts.registry.VersionState;
import dev.alluvium.launcher.client.ApiClient;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.Rollout;
import dev.alluvium.launcher.client.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version champion. */
@Command(name = "promote", mixinStandardHelpOptions = true, description = "Make a version champion by hand.")
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Parameters(paramLabel = "MODEL@VERSION", converter = VersionName.Converter.class)
    VersionName name;

    @Option(
            names = "--reason",
            defaultValue = "",
            description = "Why, for the audit; needed to approve a rejected one.")
    String reason;

    @Option(names = "--approve", description = "Promote although the gate rejected it.")
    boolean approve;

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = target.api();
        Registry registry = new Registry(api);
        VersionState version = name.in(registry.model(name.model()));
        registry.promote(name.model(), version.version(), reason, approve);
        long millis = Rollout.await(registry, name.model());
        System.out.println(name.model() + "@" + version.version() + " is champion; every replica proved it within "
                + millis + " ms");
        return 0;
    }
}
