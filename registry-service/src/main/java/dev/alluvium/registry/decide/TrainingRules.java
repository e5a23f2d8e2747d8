package dev.alluvium.registry.decide;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.registry.RegistryState;
import dev.alluvium.contracts.registry.VersionState;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.RegistryCommand.TrainingEnded;
import java.util.List;
import java.util.Optional;

/** What the end of a run does: an adapter gets a number, a failure costs its rounds an attempt. */
final class TrainingRules {
    /** Another run of the same rounds would fail in the same way. */
    private static final String NOTHING_TO_TRAIN = "nothing-to-train";

    private TrainingRules() {}

    static Decision decide(RegistryState state, ModelState model, TrainingEnded ended, RegistrySettings settings) {
        TrainingResult result = ended.result();
        if (model.byRun(result.run()).isPresent() || model.failedRuns().contains(result.run())) {
            return new Nothing("run " + result.run() + " was registered before");
        }
        Draft draft =
                new Draft(settings, state, "trained/" + result.run(), model.model(), RegistryDecider.SELF, ended.at());
        if (result instanceof AdapterTrained trained) {
            return trained(draft, trained, settings);
        }
        TrainingFailed failed = (TrainingFailed) result;
        return failed(draft, result, failed.reason(), failed.detail(), settings);
    }

    private static Decision trained(Draft draft, AdapterTrained trained, RegistrySettings settings) {
        ModelState model = draft.model();
        if (model.version(trained.parent()).isEmpty()) {
            return failed(draft, trained, "unknown-parent", "there is no version " + trained.parent(), settings);
        }
        if (!settings.proves(trained.attestation(), Statement.TRAINED, model.model(), trained.adapter())) {
            return failed(draft, trained, "unattested", "no trusted trainer signed this adapter", settings);
        }
        int number = model.nextVersion();
        Optional<AdapterEvaluated> early = model.deferred(trained.run(), trained.adapter());
        draft.add(
                new VersionTrained(
                        number,
                        trained.run(),
                        trained.rounds(),
                        trained.parent(),
                        trained.adapter(),
                        trained.attestation(),
                        trained.figures()),
                "run " + trained.run() + ", attempt " + trained.attempt());
        VersionState version = draft.version(number);
        List<String> lost = trained.rounds().stream()
                .filter(round -> !draft.model().round(round).heldBy(number))
                .toList();
        if (!lost.isEmpty()) {
            draft.stale(version, "another run has " + String.join(", ", lost));
        } else if (version.parent() != draft.model().champion()) {
            draft.returnOrphans();
        } else {
            early.ifPresent(evaluation -> EvaluationRules.judge(draft, version, evaluation, settings));
        }
        return draft.accept();
    }

    private static Decision failed(
            Draft draft, TrainingResult result, String code, String detail, RegistrySettings settings) {
        List<String> hopeless = code.equals(NOTHING_TO_TRAIN)
                ? result.rounds()
                : Attempts.exhausted(draft.model(), result.rounds(), settings);
        Attempts.failed(draft, result.run(), result.rounds(), result.parent(), code, detail);
        Attempts.giveUp(draft, result.run(), hopeless, result.parent(), code);
        return draft.accept();
    }
}
