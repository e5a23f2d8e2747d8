package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.RolloutWait;
import dev.alluvium.cli.client.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the champion back. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Go back to the champion before, on every replica, and freeze automatic promotion.")
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final ModelArgument model = new ModelArgument();

    @Mixin
    final OrderOption order = new OrderOption();

    @Option(names = "--to", paramLabel = "VERSION", description = "An ancestor of the champion (default: the nearest).")
    @Nullable Integer to;

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "Roll back only if this version is champion (default: the champion when the command starts).")
    @Nullable Integer from;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit.")
    String reason;

    @Override
    public Integer call() throws InterruptedException {
        Registry registry = order.registry(target);
        int meant = from != null ? from : registry.model(model.name).champion();
        Map<String, Object> body = new HashMap<>(Map.of("reason", reason, "expectedFrom", meant));
        if (to != null) {
            body.put("to", to);
        }
        JsonNode answer = registry.command(model.name, "rollback", body);
        int champion = answer.path("champion").asInt();
        long millis = RolloutWait.await(registry, model.name);
        int now = registry.model(model.name).champion();
        if (now != champion) {
            System.out.println(model.name + ": this order went back to version " + champion + "; since then version "
                    + now + " became champion");
            return 1;
        }
        System.out.println(model.name + ": rolled back to version " + champion + "; every replica proved it within "
                + millis + " ms");
        System.out.println("automatic promotion is frozen; alluvium resume " + model.name + " ends it");
        return 0;
    }
}
