package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.RejectedNearDuplicates;
import dev.alluvium.cli.client.Target;
import dev.alluvium.contracts.dataset.Exclusion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        final OrderOption order = new OrderOption();

        @Parameters(paramLabel = "MODEL", description = "The model.")
        String model;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit.")
        String reason;

        final Registry registry() {
            return order.registry(target);
        }

        /** Whether the order changed anything. */
        static boolean done(JsonNode answer) {
            return answer.path("done").asBoolean();
        }

        /** Why it did not. */
        static String note(JsonNode answer) {
            return answer.path("note").asText();
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "End a freeze or a cancel: runs start and versions are promoted automatically again.")
    static final class Resume extends Base {
        @Override
        public Integer call() {
            JsonNode answer = registry().command(model, "resume", Map.of("reason", reason));
            System.out.println(
                    model + ": " + (done(answer) ? "training and automatic promotion are on" : note(answer)));
            return 0;
        }
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Promote nothing automatically until `alluvium resume`.")
    static final class Freeze extends Base {
        @Override
        public Integer call() {
            JsonNode answer = registry().command(model, "freeze", Map.of("reason", reason));
            System.out.println(model + ": " + (done(answer) ? "automatic promotion is frozen" : note(answer))
                    + "; alluvium resume " + model + " ends it");
            return 0;
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description =
                    "Stop the model's training run after its current step, and start none until `alluvium resume`.")
    static final class Cancel extends Base {
        @Override
        public Integer call() {
            JsonNode answer = registry().command(model, "cancel", Map.of("reason", reason));
            System.out.println(model + ": " + (done(answer) ? "training is cancelled" : note(answer))
                    + "; its rounds stay ready, and alluvium resume " + model
                    + " trains them from the first step, with the configuration of then");
            return 0;
        }
    }

    @Command(
            name = "consolidate",
            mixinStandardHelpOptions = true,
            description = "Retrain the model from its base on all current facts, as a new version for the gate.")
    static final class Consolidate extends Base {
        @Override
        public Integer call() {
            JsonNode answer = registry().command(model, "consolidate", Map.of("reason", reason));
            System.out.println(model + ": " + (done(answer) ? "a consolidation is ordered" : note(answer))
                    + "; alluvium status shows it train, alluvium versions " + model + " what became of it");
            return 0;
        }
    }

    @Command(
            name = "requeue",
            mixinStandardHelpOptions = true,
            description = {
                "Offer the records of a quarantined round again, or one near-duplicate that was rejected.",
                "A record that --record brings back is never rejected as a near-duplicate again; `alluvium rejected` names the ids."
            })
    static final class Requeue extends Base {
        @Parameters(
                paramLabel = "ROUND",
                index = "1",
                arity = "0..1",
                description = "Such as r000003; `alluvium versions MODEL` lists them.")
        @Nullable String round;

        @Option(
                names = "--record",
                paramLabel = "ID",
                description =
                        "The recordId of a rejected near-duplicate to offer again: it trains beside the record that it repeats.")
        @Nullable String record;

        @Option(
                names = "--except-source",
                paramLabel = "SOURCE",
                description = "Leave the records of this source in quarantine; may be repeated.")
        List<String> sources = List.of();

        @Option(
                names = "--except-record",
                paramLabel = "ID",
                description = "Leave the record of this recordId in quarantine; may be repeated.")
        List<String> records = List.of();

        @Override
        public Integer call() {
            if (record != null && round == null) {
                new RejectedNearDuplicates(target.api(), model).offer(record);
                System.out.println(model + ": record " + record
                        + " is offered again, and kept although it nearly repeats another one");
                return 0;
            }
            if (round == null || record != null) {
                throw new CliException(
                        "name a ROUND that is in quarantine, or --record and a rejected near-duplicate", 2);
            }
            JsonNode answer = registry().requeue(model, round, reason, new Exclusion(sources, records));
            String but = sources.isEmpty() && records.isEmpty() ? "" : ", but for those that were named";
            System.out.println(model + ": "
                    + (done(answer) ? "the records of " + round + " are offered again" + but : note(answer)));
            return 0;
        }
    }
}
