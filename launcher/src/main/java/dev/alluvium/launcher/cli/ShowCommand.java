package dev.alluvium.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.VersionState;
import dev.alluvium.launcher.client.ApiClient;
import dev.alluvium.launcher.client.Output;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one version: its records' rounds, its training, each rule of the gate. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show a version, its verdict and its report.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Parameters(paramLabel = "MODEL@VERSION", converter = VersionName.Converter.class)
    VersionName name;

    @Option(names = "--report", description = "With the evaluation's report.")
    boolean report;

    @Override
    public Integer call() {
        ApiClient api = target.api();
        VersionState version = name.in(new Registry(api).model(name.model()));
        ObjectNode shown = Json.mapper().valueToTree(version);
        if (report && version.evaluation() != null) {
            shown.set("report", api.get("/models/" + name.model() + "/reports/" + version.run()));
        }
        output.print(System.out, shown);
        return 0;
    }
}
