package dev.alluvium.cli;

import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.VersionText;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists a model's versions. */
@Command(name = "versions", mixinStandardHelpOptions = true, description = "List a model's versions, newest last.")
final class VersionsCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Mixin
    final ModelArgument model = new ModelArgument();

    @Override
    public Integer call() {
        ModelState state = new Registry(target.api()).model(model.name);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (VersionState version : state.versions().values()) {
            VersionState.Evaluation evaluation = version.evaluation();
            rows.add(Arrays.asList(
                    version.version(),
                    alias(state, version.version()),
                    version.stage(),
                    version.version() == 0 ? null : version.parent(),
                    String.join(",", version.rounds()),
                    evaluation == null ? null : evaluation.decision().word(),
                    evaluation == null ? null : uptake(evaluation.figures()),
                    evaluation == null ? null : earlier(evaluation.figures()),
                    VersionText.seconds(version.promotedAt())));
        }
        output.print(
                System.out,
                state.versions().values(),
                List.of("VERSION", "ALIAS", "STAGE", "PARENT", "ROUNDS", "GATE", "NEW FACTS", "EARLIER", "PROMOTED"),
                rows);
        return 0;
    }

    private static @Nullable String alias(ModelState state, int version) {
        if (version == state.champion()) {
            return state.frozen() ? "champion (frozen)" : state.watch() != null ? "champion (watched)" : "champion";
        }
        return Integer.valueOf(version).equals(state.previous()) ? "previous" : null;
    }

    private static @Nullable String uptake(EvaluationFigures figures) {
        return figures.newFacts() == 0 ? null : percent(figures.uptakeAfter());
    }

    private static @Nullable String earlier(EvaluationFigures figures) {
        return figures.earlierFacts() == 0 ? null : percent(figures.earlierAfter());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : Math.round(share * 100) + " %";
    }
}
