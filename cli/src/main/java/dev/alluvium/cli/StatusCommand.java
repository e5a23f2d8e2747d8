package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Target;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what each stage does, and what it waits for. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show what each stage does and waits for.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again every two seconds.")
    boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = target.api();
        do {
            JsonNode status = api.get("/status");
            if (watch) {
                System.out.print("\u001b[2J\u001b[H");
            }
            if (output.isTable()) {
                for (Map.Entry<String, JsonNode> service : status.properties()) {
                    print(service.getKey(), service.getValue());
                }
            } else {
                output.print(System.out, status);
            }
            if (watch) {
                Thread.sleep(2_000);
            }
        } while (watch);
        return 0;
    }

    private void print(String service, JsonNode status) {
        JsonNode health = status.path("health");
        System.out.println((health.path("ready").asBoolean() ? "● " : "○ ") + service + ": "
                + health.path("detail").asText());
        for (Map.Entry<String, JsonNode> entry : status.properties()) {
            if (!entry.getKey().equals("health") && !entry.getValue().isEmpty()
                    || entry.getValue().isValueNode()) {
                output.printIndented(System.out, entry.getKey(), entry.getValue());
            }
        }
    }
}
