package dev.alluvium.registry.decide;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.RegistryCommand.TrainingEnded;
import java.util.List;
import java.util.Optional;

/** What the end of a run does: an adapter gets a number, a failure costs its rounds an attempt. */
final class TrainingRules {
    /** Another run of the same rounds would fail in the same way. */
    private static final String NOTHING_TO_TRAIN = "nothing-to-train";

    /** An operator ended the run: that says nothing about its rounds. */
    private static final String CANCELLED = "cancelled";

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
        if (!settings.proves(trained.attestation(), Statement.TRAINED, model.model(), trained.adapter())
                && !settings.proves(trained.attestation(), Statement.IMPORTED, model.model(), trained.adapter())) {
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
                        trained.rebuild(),
                        trained.adapter(),
                        trained.attestation(),
                        trained.figures(),
                        trained.template()),
                "run " + trained.run() + ", attempt " + trained.attempt());
        VersionState version = draft.version(number);
        Rebuild rebuild = trained.rebuild();
        List<String> lost = trained.rounds().stream()
                .filter(round -> !draft.model().round(round).heldBy(number))
                .toList();
        if (rebuild != null && !ConsolidationRules.ordered(draft.model(), rebuild)) {
            draft.stale(version, "its consolidation was cancelled or decided before");
        } else if (!lost.isEmpty()) {
            draft.stale(version, "another run has " + String.join(", ", lost));
        } else if (version.parent() != draft.model().standing()) {
            draft.returnOrphans();
        } else {
            early.ifPresent(evaluation -> EvaluationRules.judge(draft, version, evaluation, settings));
        }
        return draft.accept();
    }

    private static Decision failed(
            Draft draft, TrainingResult result, String code, String detail, RegistrySettings settings) {
        if (result.rebuild() != null) {
            return rebuildFailed(draft, result, code, detail, settings);
        }
        List<String> hopeless = hopeless(draft, result, code, settings);
        Attempts.failed(draft, result.run(), result.rounds(), result.parent(), code, detail);
        Attempts.giveUp(draft, result.run(), hopeless, result.parent(), code);
        return draft.accept();
    }

    private static List<String> hopeless(Draft draft, TrainingResult result, String code, RegistrySettings settings) {
        return switch (code) {
            case NOTHING_TO_TRAIN -> result.rounds();
            case CANCELLED -> List.of();
            default -> Attempts.exhausted(draft.model(), result.rounds(), settings);
        };
    }

    private static Decision rebuildFailed(
            Draft draft, TrainingResult result, String code, String detail, RegistrySettings settings) {
        boolean over = code.equals(NOTHING_TO_TRAIN)
                || ConsolidationRules.exhausted(draft.model(), result.rebuild(), settings);
        return draft.add(
                        new RegistryEvent.TrainingFailed(
                                result.run(), List.of(), result.parent(), result.rebuild(), code, over),
                        over ? detail + "; the consolidation is given up" : detail)
                .accept();
    }
}
