package dev.alluvium.registry.decide;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent.Frozen;
import dev.alluvium.contracts.registry.RegistryEvent.Resumed;
import dev.alluvium.contracts.registry.RegistryEvent.RoundRequeued;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand.Cancel;
import dev.alluvium.registry.decide.RegistryCommand.Consolidate;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.Postpone;
import dev.alluvium.registry.decide.RegistryCommand.Promote;
import dev.alluvium.registry.decide.RegistryCommand.Reject;
import dev.alluvium.registry.decide.RegistryCommand.Requeue;
import dev.alluvium.registry.decide.RegistryCommand.Resume;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;

/** The rules for the orders of operators. */
final class OrderRules {
    private OrderRules() {}

    static RegistryDecision decide(RegistryState state, ModelState model, Ordered ordered, RegistrySettings settings) {
        Order order = ordered.order();
        Integer expected = order.expectedFrom();
        if (expected != null && expected != model.champion()) {
            return mismatch(model, expected);
        }
        OrderId given = order.id();
        String id = given == null
                ? OrderId.PREFIX + Digest.id(model.model(), Long.toString(state.events()))
                : given.eventPrefix();
        DecisionBuilder builder = new DecisionBuilder(settings, state, id, model.model(), order.actor(), order.at());
        if (ordered instanceof Promote promote) {
            return PromotionRules.decide(builder, promote, settings);
        } else if (ordered instanceof Rollback rollback) {
            return RollbackRules.decide(builder, rollback);
        } else if (ordered instanceof Reject reject) {
            return reject(builder, reject);
        } else if (ordered instanceof Postpone postpone) {
            return postpone(builder, postpone);
        } else if (ordered instanceof Requeue requeue) {
            return requeue(builder, requeue);
        } else if (ordered instanceof Resume) {
            return resume(builder, order);
        } else if (ordered instanceof Cancel) {
            return ConsolidationRules.cancel(builder, order);
        } else if (ordered instanceof Consolidate) {
            return ConsolidationRules.order(builder, id, order);
        } else if (ordered instanceof Freeze) {
            return model.frozen()
                    ? new Nothing(model.model() + " is frozen already")
                    : builder.add(new Frozen(), order.reason()).accept();
        }
        throw new IllegalStateException("unknown order " + ordered);
    }

    private static Refused mismatch(ModelState model, int expected) {
        return new Refused(
                "mismatch",
                "the champion of " + model.model() + " is version " + model.champion() + ", not " + expected,
                "nothing was done; look at alluvium versions " + model.model());
    }

    private static RegistryDecision reject(DecisionBuilder builder, Reject reject) {
        return builder.model()
                .version(reject.version())
                .filter(version -> version.stage().open())
                .map(version -> CanaryRules.refuse(
                                builder, version, reject.order().reason())
                        .accept())
                .orElseGet(() -> new Refused(
                        "not-open",
                        builder.model().model() + "@" + reject.version() + " waits for nothing",
                        "only an undecided version can be rejected; roll the champion back with alluvium rollback"));
    }

    private static RegistryDecision postpone(DecisionBuilder builder, Postpone postpone) {
        return builder.model()
                .version(postpone.version())
                .filter(version -> version.stage().open())
                .map(version ->
                        builder.postpone(version, postpone.order().reason()).accept())
                .orElseGet(() -> new Refused(
                        "not-open",
                        builder.model().model() + "@" + postpone.version() + " waits for nothing",
                        "only an undecided version can be postponed"));
    }

    private static RegistryDecision requeue(DecisionBuilder builder, Requeue requeue) {
        RoundState round = builder.model().rounds().get(requeue.round());
        if (round != null && round.stage() == RoundState.Stage.REQUEUED) {
            return new Nothing("round " + requeue.round() + " was requeued before");
        }
        if (round == null || round.stage() != RoundState.Stage.QUARANTINED) {
            return new Refused(
                    "not-quarantined",
                    "round " + requeue.round() + " is "
                            + (round == null ? "unknown or not trained yet" : round.stage()),
                    "only a quarantined round can be requeued; `alluvium versions "
                            + builder.model().model() + "` lists rounds");
        }
        builder.add(
                new RoundRequeued(requeue.round(), requeue.except()),
                requeue.order().reason());
        for (VersionState open : builder.model().openCandidates()) {
            if (open.rounds().contains(requeue.round())) {
                builder.stale(open, "round " + requeue.round() + " was requeued");
            }
        }
        return builder.accept();
    }

    private static RegistryDecision resume(DecisionBuilder builder, Order order) {
        ModelState model = builder.model();
        boolean postponed = model.rounds().values().stream().anyMatch(RoundState::postponed);
        if (!model.frozen() && !model.paused() && !postponed) {
            return new Nothing(model.model() + " is neither frozen nor cancelled, and no round of it is postponed");
        }
        return builder.add(new Resumed(), order.reason())
                .releaseHeld("passed while promotion was frozen")
                .accept();
    }
}
