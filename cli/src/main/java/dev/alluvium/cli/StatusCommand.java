package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.StatusScreen;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows on one screen what each model and stage does, and what it waits for. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show what each model and stage does and waits for, on one screen.",
            "--verbose shows everything that each service reports; --output json or yaml the same for programs."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String LEFT_OUT = "leftOut";
    private static final int MOST_LEFT_OUT = 3;

    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again every two seconds, until Ctrl-C.")
    boolean watch;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show everything that each service reports.")
    boolean verbose;

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = target.api();
        do {
            JsonNode status = api.get("/status");
            if (watch) {
                Terminal.clearScreen();
            }
            if (output.isTable() && !verbose) {
                StatusScreen.of(status).forEach(System.out::println);
            } else if (output.isTable()) {
                target.kafkaProperties()
                        .ifPresent(file -> System.out.println("Kafka's clients: properties in " + file));
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
            if (entry.getKey().equals(LEFT_OUT) && entry.getValue().size() > MOST_LEFT_OUT) {
                printLeftOut(entry.getValue());
                continue;
            }
            if (!entry.getKey().equals("health") && !entry.getValue().isEmpty()
                    || entry.getValue().isValueNode()) {
                output.printIndented(System.out, entry.getKey(), entry.getValue());
            }
        }
    }

    /** The newest come first. */
    private void printLeftOut(JsonNode messages) {
        ArrayNode newest = Json.mapper().createArrayNode();
        for (int i = 0; i < MOST_LEFT_OUT; i++) {
            newest.add(messages.get(i));
        }
        output.printIndented(
                System.out,
                LEFT_OUT + " (the newest " + MOST_LEFT_OUT + " of " + messages.size()
                        + " that are kept; --output yaml lists them)",
                newest);
    }
}
