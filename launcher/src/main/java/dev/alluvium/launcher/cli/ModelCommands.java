package dev.alluvium.launcher.cli;

import dev.alluvium.launcher.client.Output;
import dev.alluvium.launcher.client.Registry;
import dev.alluvium.launcher.client.Target;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that only tell the registry to change one thing of a model. */
final class ModelCommands {
    private ModelCommands() {}

    abstract static class Base implements Callable<Integer> {
        @Mixin
        final Target target = new Target();

        @Mixin
        final Output output = new Output();

        @Parameters(paramLabel = "MODEL")
        String model;

        @Option(names = "--reason", defaultValue = "", description = "Why, for the audit.")
        String reason;

        final Registry registry() {
            return new Registry(target.api());
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Let versions be promoted automatically again.")
    static final class Resume extends Base {
        @Override
        public Integer call() {
            registry().command(model, "resume", Map.of("reason", reason));
            System.out.println(model + ": automatic promotion is on");
            return 0;
        }
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Promote nothing automatically until resumed.")
    static final class Freeze extends Base {
        @Override
        public Integer call() {
            registry().command(model, "freeze", Map.of("reason", reason));
            System.out.println(model + ": automatic promotion is frozen; alluvium resume " + model + " ends it");
            return 0;
        }
    }

    @Command(
            name = "requeue",
            mixinStandardHelpOptions = true,
            description = "Offer the records of a quarantined round again.")
    static final class Requeue extends Base {
        @Parameters(paramLabel = "ROUND", index = "1")
        String round;

        @Override
        public Integer call() {
            registry().requeue(model, round);
            System.out.println(model + ": the records of " + round + " are offered again");
            return 0;
        }
    }
}
