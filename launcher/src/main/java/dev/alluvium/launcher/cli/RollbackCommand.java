package dev.alluvium.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.Rollout;
import dev.alluvium.launcher.client.Target;
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

    @Option(names = "--to", paramLabel = "VERSION", description = "An ancestor of the champion (default: the nearest).")
    @Nullable Integer to;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit.")
    String reason;

    @Override
    public Integer call() throws InterruptedException {
        Registry registry = new Registry(target.api());
        Map<String, Object> body = new HashMap<>(Map.of("reason", reason));
        if (to != null) {
            body.put("to", to);
        }
        JsonNode answer = registry.command(model.name, "rollback", body);
        long millis = Rollout.await(registry, model.name);
        System.out.println(model.name + ": rolled back to version "
                + registry.model(model.name).champion() + "; every replica proved it within " + millis + " ms");
        System.out.println("automatic promotion is frozen; alluvium resume " + model.name + " ends it");
        return answer.isMissingNode() ? 1 : 0;
    }
}
