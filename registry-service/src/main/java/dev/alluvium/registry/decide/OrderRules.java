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
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.Decision.Refused;
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

/** What operators order. */
final class OrderRules {
    private OrderRules() {}

    static Decision decide(RegistryState state, ModelState model, Ordered ordered, RegistrySettings settings) {
        Order order = ordered.order();
        Integer expected = order.expectedFrom();
        if (expected != null && expected != model.champion()) {
            return mismatch(model, expected);
        }
        OrderId given = order.id();
        String id = given == null
                ? OrderId.PREFIX + Digest.id(model.model(), Long.toString(state.events()))
                : given.eventPrefix();
        Draft draft = new Draft(settings, state, id, model.model(), order.actor(), order.at());
        if (ordered instanceof Promote promote) {
            return PromotionRules.decide(draft, promote, settings);
        } else if (ordered instanceof Rollback rollback) {
            return RollbackRules.decide(draft, rollback);
        } else if (ordered instanceof Reject reject) {
            return reject(draft, reject);
        } else if (ordered instanceof Postpone postpone) {
            return postpone(draft, postpone);
        } else if (ordered instanceof Requeue requeue) {
            return requeue(draft, requeue);
        } else if (ordered instanceof Resume) {
            return resume(draft, order);
        } else if (ordered instanceof Cancel) {
            return ConsolidationRules.cancel(draft, order);
        } else if (ordered instanceof Consolidate) {
            return ConsolidationRules.order(draft, id, order);
        } else if (ordered instanceof Freeze) {
            return model.frozen()
                    ? new Nothing(model.model() + " is frozen already")
                    : draft.add(new Frozen(), order.reason()).accept();
        }
        throw new IllegalStateException("unknown order " + ordered);
    }

    private static Refused mismatch(ModelState model, int expected) {
        return new Refused(
                "mismatch",
                "the champion of " + model.model() + " is version " + model.champion() + ", not " + expected,
                "nothing was done; look at alluvium versions " + model.model());
    }

    private static Decision reject(Draft draft, Reject reject) {
        return draft.model()
                .version(reject.version())
                .filter(version -> version.stage().open())
                .map(version -> CanaryRules.refuse(
                                draft, version, reject.order().reason())
                        .accept())
                .orElseGet(() -> new Refused(
                        "not-open",
                        draft.model().model() + "@" + reject.version() + " waits for nothing",
                        "only an undecided version can be rejected; roll the champion back with alluvium rollback"));
    }

    private static Decision postpone(Draft draft, Postpone postpone) {
        return draft.model()
                .version(postpone.version())
                .filter(version -> version.stage().open())
                .map(version ->
                        draft.postpone(version, postpone.order().reason()).accept())
                .orElseGet(() -> new Refused(
                        "not-open",
                        draft.model().model() + "@" + postpone.version() + " waits for nothing",
                        "only an undecided version can be postponed"));
    }

    private static Decision requeue(Draft draft, Requeue requeue) {
        RoundState round = draft.model().rounds().get(requeue.round());
        if (round != null && round.stage() == RoundState.Stage.REQUEUED) {
            return new Nothing("round " + requeue.round() + " was requeued before");
        }
        if (round == null || round.stage() != RoundState.Stage.QUARANTINED) {
            return new Refused(
                    "not-quarantined",
                    "round " + requeue.round() + " is "
                            + (round == null ? "unknown or not trained yet" : round.stage()),
                    "only a quarantined round can be requeued; `alluvium versions "
                            + draft.model().model() + "` lists rounds");
        }
        draft.add(
                new RoundRequeued(requeue.round(), requeue.except()),
                requeue.order().reason());
        for (VersionState open : draft.model().openCandidates()) {
            if (open.rounds().contains(requeue.round())) {
                draft.stale(open, "round " + requeue.round() + " was requeued");
            }
        }
        return draft.accept();
    }

    private static Decision resume(Draft draft, Order order) {
        ModelState model = draft.model();
        boolean postponed = model.rounds().values().stream().anyMatch(RoundState::postponed);
        if (!model.frozen() && !model.paused() && !postponed) {
            return new Nothing(model.model() + " is neither frozen nor cancelled, and no round of it is postponed");
        }
        return draft.add(new Resumed(), order.reason())
                .releaseHeld("passed while promotion was frozen")
                .accept();
    }
}
