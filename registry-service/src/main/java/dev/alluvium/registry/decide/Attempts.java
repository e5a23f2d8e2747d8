package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.RegistryEvent.TrainingFailed;
import dev.alluvium.knowledge.registry.ModelState;
import java.util.List;

/** How often a round may go without a verdict: each round by itself, so that a bad one drags no other with it. */
final class Attempts {
    private Attempts() {}

    /** The rounds for which one more attempt without verdict is the last. */
    static List<String> exhausted(ModelState model, List<String> rounds, RegistrySettings settings) {
        return rounds.stream()
                .filter(round -> model.round(round).attempts() + 1 >= settings.maxAttempts())
                .toList();
    }

    static void failed(Draft draft, String run, List<String> rounds, int parent, String code, String detail) {
        draft.add(new TrainingFailed(run, rounds, parent, code, false), detail);
    }

    static void giveUp(Draft draft, String run, List<String> rounds, int parent, String code) {
        if (!rounds.isEmpty()) {
            draft.add(
                    new TrainingFailed(run, rounds, parent, code, true),
                    "given up: " + code + "; alluvium requeue offers the records again");
        }
    }
}
