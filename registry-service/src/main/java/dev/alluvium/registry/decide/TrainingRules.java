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
import dev.alluvium.registry.decide.RegistryCommand.TrainingEnded;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import java.util.List;
import java.util.Optional;

/** The rules for the end of a run: an adapter gets a number, a failure costs its rounds an attempt. */
final class TrainingRules {
    /** Another run of the same rounds would fail in the same way. */
    private static final String NOTHING_TO_TRAIN = "nothing-to-train";

    /** An operator ended the run: that says nothing about its rounds. */
    private static final String CANCELLED = "cancelled";

    private TrainingRules() {}

    static RegistryDecision decide(
            RegistryState state, ModelState model, TrainingEnded ended, RegistrySettings settings) {
        TrainingResult result = ended.result();
        if (model.byRun(result.run()).isPresent() || model.failedRuns().contains(result.run())) {
            return new Nothing("run " + result.run() + " was registered before");
        }
        DecisionBuilder builder = new DecisionBuilder(
                settings, state, "trained/" + result.run(), model.model(), RegistryDecider.SELF, ended.at());
        if (result instanceof AdapterTrained trained) {
            return trained(builder, trained, settings);
        }
        TrainingFailed failed = (TrainingFailed) result;
        return failed(builder, result, failed.reason(), failed.detail(), settings);
    }

    private static RegistryDecision trained(
            DecisionBuilder builder, AdapterTrained trained, RegistrySettings settings) {
        ModelState model = builder.model();
        if (model.version(trained.parent()).isEmpty()) {
            return failed(builder, trained, "unknown-parent", "there is no version " + trained.parent(), settings);
        }
        if (!settings.proves(trained.attestation(), Statement.TRAINED, model.model(), trained.adapter())
                && !settings.proves(trained.attestation(), Statement.IMPORTED, model.model(), trained.adapter())) {
            return failed(builder, trained, "unattested", "no trusted trainer signed this adapter", settings);
        }
        int number = model.nextVersion();
        Optional<AdapterEvaluated> early = model.deferred(trained.run(), trained.adapter());
        builder.add(
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
        VersionState version = builder.version(number);
        Rebuild rebuild = trained.rebuild();
        List<String> lost = trained.rounds().stream()
                .filter(round -> !builder.model().round(round).heldBy(number))
                .toList();
        if (rebuild != null && !ConsolidationRules.ordered(builder.model(), rebuild)) {
            builder.stale(version, "its consolidation was cancelled or decided before");
        } else if (!lost.isEmpty()) {
            builder.stale(version, "another run has " + String.join(", ", lost));
        } else if (version.parent() != builder.model().standing()) {
            builder.returnOrphans();
        } else {
            early.ifPresent(evaluation -> EvaluationRules.judge(builder, version, evaluation, settings));
        }
        return builder.accept();
    }

    private static RegistryDecision failed(
            DecisionBuilder builder, TrainingResult result, String code, String detail, RegistrySettings settings) {
        if (result.rebuild() != null) {
            return rebuildFailed(builder, result, code, detail, settings);
        }
        List<String> hopeless = hopeless(builder, result, code, settings);
        VerdictAttempts.failed(builder, result.run(), result.rounds(), result.parent(), code, detail);
        VerdictAttempts.giveUp(builder, result.run(), hopeless, result.parent(), code);
        return builder.accept();
    }

    private static List<String> hopeless(
            DecisionBuilder builder, TrainingResult result, String code, RegistrySettings settings) {
        return switch (code) {
            case NOTHING_TO_TRAIN -> result.rounds();
            case CANCELLED -> List.of();
            default -> VerdictAttempts.exhausted(builder.model(), result.rounds(), settings);
        };
    }

    private static RegistryDecision rebuildFailed(
            DecisionBuilder builder, TrainingResult result, String code, String detail, RegistrySettings settings) {
        boolean over = code.equals(NOTHING_TO_TRAIN)
                || ConsolidationRules.exhausted(builder.model(), result.rebuild(), settings);
        return builder.add(
                        new RegistryEvent.TrainingFailed(
                                result.run(), List.of(), result.parent(), result.rebuild(), code, over),
                        over ? detail + "; the consolidation is given up" : detail)
                .accept();
    }
}
