package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.RegistryEvent.TrainingFailed;
import dev.alluvium.knowledge.registry.ModelState;
import java.util.List;

/**
 * Limits how often a round may be trained without a verdict. Each round counts by itself, so that a bad one drags no
 * other with it.
 */
final class VerdictAttempts {
    private VerdictAttempts() {}

    /** The rounds for which one more attempt without verdict is the last. */
    static List<String> exhausted(ModelState model, List<String> rounds, RegistrySettings settings) {
        return rounds.stream()
                .filter(round -> model.round(round).attempts() + 1 >= settings.maxAttempts())
                .toList();
    }

    static void failed(
            DecisionBuilder builder, String run, List<String> rounds, int parent, String code, String detail) {
        builder.add(new TrainingFailed(run, rounds, parent, code, false), detail);
    }

    static void giveUp(DecisionBuilder builder, String run, List<String> rounds, int parent, String code) {
        if (!rounds.isEmpty()) {
            builder.add(
                    new TrainingFailed(run, rounds, parent, code, true),
                    "given up: " + code + "; alluvium requeue offers the records again");
        }
    }
}
