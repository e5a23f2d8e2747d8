package dev.alluvium.registry.decide;

import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand.Promote;
import dev.alluvium.registry.decide.RegistryCommand.TryOut;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import dev.alluvium.settings.CanaryConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for promotion by a person. */
final class PromotionRules {
    private PromotionRules() {}

    static RegistryDecision decide(DecisionBuilder builder, Promote promote, RegistrySettings settings) {
        ModelState model = builder.model();
        Optional<VersionState> found = model.version(promote.version());
        if (found.isEmpty()) {
            return new Refused(
                    "unknown-version",
                    model.model() + " has no version " + promote.version(),
                    "its versions are 0 to " + model.versions().lastKey());
        }
        if (promote.version() == model.champion()) {
            return new Nothing(model.model() + "@" + promote.version() + " is champion already");
        }
        VersionState version = found.get();
        Refused refused = stage(model, version, promote);
        if (refused == null) {
            refused = lineage(model, version);
        }
        if (refused == null && !settings.proves(version, Statement.EVALUATED, model.model())) {
            refused = new Refused(
                    "unattested",
                    name(model, version) + " carries no verdict of a trusted evaluator, and serving would refuse it",
                    "reject it; alluvium requeue then has its records trained and judged again");
        }
        if (refused == null && promote.canary() != null) {
            refused = CanaryRules.refused(model, version);
        }
        return refused != null
                ? refused
                : release(builder, version.version(), promote, settings).accept();
    }

    private static DecisionBuilder release(
            DecisionBuilder builder, int version, Promote promote, RegistrySettings settings) {
        String reason = promote.order().reason();
        TryOut trial = promote.canary();
        if (trial == null) {
            return builder.promote(version, false, reason);
        }
        CanaryConfig plan = settings.canary().apply(promote.model()).orElse(CanaryConfig.DEFAULT);
        return builder.tryOut(
                version,
                plan.with(trial.share(), trial.minOutcomes(), trial.mode()).watched(trial.watch()),
                false,
                reason);
    }

    /** Whether the version started from the champion and was compared with it. */
    static boolean fits(ModelState model, VersionState version) {
        VersionState.Evaluation evaluation = version.evaluation();
        return version.parent() == model.champion() && evaluation != null && evaluation.baseline() == model.champion();
    }

    private static @Nullable Refused stage(ModelState model, VersionState version, Promote promote) {
        Integer drill = model.drill();
        if (drill != null && drill != version.version()) {
            return new Refused(
                    "drill",
                    "a rollback drill from version " + drill + " is not over",
                    "promote version " + drill + " first");
        }
        return switch (version.stage()) {
            case REVIEW, ROLLED_BACK, CANARY -> null;
            case LIVE ->
                drill != null
                        ? null
                        : new Refused(
                                "ancestor",
                                name(model, version) + " is an ancestor of the champion, version " + model.champion(),
                                "go back with alluvium rollback " + model.model() + " --to " + version.version());
            case TRAINED, EVALUATED ->
                new Refused(
                        "undecided",
                        name(model, version) + " is " + version.stage() + ": its evaluation is not over",
                        "wait for the verdict; alluvium show " + name(model, version) + " tells what it waits for");
            case STALE ->
                new Refused(
                        "stale",
                        name(model, version) + " started from version " + version.parent()
                                + ", and its rounds train again from the champion",
                        "wait for the version that replaces it; alluvium versions " + model.model());
            case REJECTED ->
                promote.approve() && !promote.order().reason().isBlank()
                        ? null
                        : new Refused(
                                "rejected",
                                name(model, version) + " was refused by the gate",
                                "evaluate it again, or overrule with --approve and --reason");
        };
    }

    private static @Nullable Refused lineage(ModelState model, VersionState version) {
        if (!fits(model, version)) {
            return new Refused(
                    "not-champions-child",
                    name(model, version) + " started from version " + version.parent()
                            + ", but the champion is version " + model.champion(),
                    "make version " + version.parent() + " champion first, or requeue its rounds");
        }
        for (String round : version.rounds()) {
            RoundState state = model.round(round);
            if (state.stage() == RoundState.Stage.REQUEUED || !state.heldBy(version.version())) {
                return new Refused(
                        "requeued",
                        "round " + round + " of " + name(model, version) + " is " + state.stage()
                                + ": its records were offered again",
                        "wait for the version that learns them again");
            }
        }
        return null;
    }

    private static String name(ModelState model, VersionState version) {
        return model.model() + "@" + version.version();
    }
}
