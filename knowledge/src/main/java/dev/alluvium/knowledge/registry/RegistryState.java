package dev.alluvium.knowledge.registry;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.registry.Consolidation;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryEnded;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryStarted;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ConsolidationOrdered;
import dev.alluvium.contracts.registry.RegistryEvent.EvaluationDeferred;
import dev.alluvium.contracts.registry.RegistryEvent.Frozen;
import dev.alluvium.contracts.registry.RegistryEvent.LogSigned;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.Resumed;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.RoundRequeued;
import dev.alluvium.contracts.registry.RegistryEvent.TrainingCancelled;
import dev.alluvium.contracts.registry.RegistryEvent.TrainingFailed;
import dev.alluvium.contracts.registry.RegistryEvent.Unknown;
import dev.alluvium.contracts.registry.RegistryEvent.VersionEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.registry.RegistryEvent.WatchEnded;
import dev.alluvium.contracts.registry.RegistryEvent.WatchStarted;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The registry is this fold of its own log, and everyone who must know which version is champion folds the same way.
 *
 * @param models by name
 * @param events how many events were folded
 */
public record RegistryState(SortedMap<String, ModelState> models, long events) {
    public RegistryState {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** Before the first event. */
    public static RegistryState empty() {
        return new RegistryState(new TreeMap<>(), 0);
    }

    /** The fold of a whole log. */
    public static RegistryState of(Collection<RegistryEvent> log) {
        RegistryState state = empty();
        for (RegistryEvent event : log) {
            state = state.apply(event);
        }
        return state;
    }

    /** A model by name. */
    public Optional<ModelState> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /**
     * A model that must exist.
     *
     * @throws IllegalStateException if it does not
     */
    public ModelState get(String name) {
        return model(name).orElseThrow(() -> new IllegalStateException("no model " + name + " is declared"));
    }

    /**
     * The state after {@code event}.
     *
     * @throws NewerEventException if the event needs a newer reader
     * @throws IllegalStateException if it names what does not exist
     */
    public RegistryState apply(RegistryEvent event) {
        if (event.minimumReader() > RegistryEvent.SCHEMA_VERSION) {
            throw new NewerEventException(event);
        }
        if (event.change() instanceof Unknown || event.change() instanceof LogSigned) {
            return new RegistryState(models, events + 1);
        }
        ModelState before = models.get(event.model());
        ModelState after;
        if (event.change() instanceof ModelDeclared declared) {
            after = before == null
                    ? ModelState.declared(event.model(), declared.base(), event.at())
                    : before.redeclared(declared.base());
        } else if (before == null) {
            throw new IllegalStateException("event " + event.id() + " names the undeclared model " + event.model());
        } else {
            after = apply(before, event, event.change());
        }
        SortedMap<String, ModelState> next = new TreeMap<>(models);
        next.put(event.model(), after);
        return new RegistryState(next, events + 1);
    }

    private static ModelState apply(ModelState model, RegistryEvent event, Change change) {
        if (change instanceof VersionTrained it) {
            return trained(model, event, it);
        } else if (change instanceof TrainingFailed it) {
            ModelState next = model.withFailedRun(it.run())
                    .withRounds(it.rounds(), round -> it.gaveUp() ? round.givenUp() : round.failedRun());
            return it.gaveUp() ? next.consolidationDecided(it.rebuild()) : next.consolidationTried(it.rebuild());
        } else if (change instanceof EvaluationDeferred it) {
            return model.deferring(it.evaluation());
        } else if (change instanceof VersionEvaluated it) {
            VersionState.Evaluation evaluation = new VersionState.Evaluation(
                    it.evaluation(), it.baseline(), it.decision(), it.evidence(), it.figures(), it.report());
            VersionState version = model.get(it.version());
            return model.with(version.evaluated(evaluation, it.attestation()))
                    .judged(it.content(), version.parent(), it.decision());
        } else if (change instanceof VersionHeld it) {
            return model.with(model.get(it.version()).held(it.waitsFor(), it.needsApproval()));
        } else if (change instanceof VersionPromoted it) {
            VersionState version = model.get(it.version());
            return model.with(version.promoted(it.admitted(), event.at()))
                    .withRounds(version.rounds(), round -> round.liveIn(it.version()))
                    .consolidationDecided(version.rebuild())
                    .withChampion(it.version(), null);
        } else if (change instanceof VersionRejected it) {
            VersionState version = model.get(it.version());
            return refused(model, version, VersionState.Stage.REJECTED).consolidationDecided(version.rebuild());
        } else if (change instanceof VersionReturned it) {
            VersionState version = model.get(it.version());
            ModelState next = model.with(version.in(VersionState.Stage.STALE))
                    .withRounds(
                            version.rounds(),
                            round -> it.postponed()
                                    ? round.postponedFrom(it.version())
                                    : round.returnedFrom(it.version(), !it.stale()));
            if (it.postponed()) {
                return next.consolidationDecided(version.rebuild());
            }
            return it.stale() ? next : next.consolidationTried(version.rebuild());
        } else if (change instanceof RolledBack it) {
            return rolledBack(model, it);
        } else if (change instanceof Frozen) {
            return model.withFrozen(true);
        } else if (change instanceof Resumed) {
            return model.withFrozen(false)
                    .withPaused(false)
                    .withRounds(model.rounds().keySet(), RoundState::resumed);
        } else if (change instanceof RoundRequeued it) {
            return model.withRounds(List.of(it.round()), RoundState::requeued);
        } else if (change instanceof TrainingCancelled) {
            return model.withConsolidation(null).withPaused(true);
        } else if (change instanceof ConsolidationOrdered it) {
            return model.withConsolidation(new Consolidation(it.order(), 0));
        } else if (change instanceof CanaryStarted it) {
            VersionState version = model.get(it.version());
            boolean rolledBack = version.stage() == VersionState.Stage.ROLLED_BACK;
            return model.with(version.tried(it.admitted()))
                    .withCanary(new Canary(
                            it.experiment(), it.version(), rolledBack, it.automatic(), it.plan(), event.at()));
        } else if (change instanceof CanaryEnded it) {
            return canaryEnded(model, it);
        } else if (change instanceof WatchStarted it) {
            return model.withWatch(new PromotionWatch(it.watch(), it.version(), it.baseline(), it.plan(), event.at()));
        } else if (change instanceof WatchEnded) {
            return model.withWatch(null);
        }
        throw new IllegalStateException("unknown change " + change);
    }

    private static ModelState canaryEnded(ModelState model, CanaryEnded it) {
        Canary canary = model.canary();
        VersionState.Stage before =
                canary != null && canary.rolledBack() ? VersionState.Stage.ROLLED_BACK : VersionState.Stage.EVALUATED;
        return model.with(model.get(it.version()).in(before)).withCanary(null);
    }

    private static ModelState trained(ModelState model, RegistryEvent event, VersionTrained it) {
        model.get(it.parent());
        return model.with(VersionState.trained(it, event.at()))
                .withRounds(it.rounds(), round -> round.takenBy(it.version()))
                .withoutDeferred(it.run());
    }

    private static ModelState rolledBack(ModelState model, RolledBack it) {
        if (it.drill()) {
            return model.withChampion(it.to(), it.from());
        }
        ModelState next = model;
        for (VersionState version : model.ancestry(it.from())) {
            if (version.version() == it.to()) {
                break;
            }
            next = refused(next, version, VersionState.Stage.ROLLED_BACK);
        }
        return next.withChampion(it.to(), null);
    }

    private static ModelState refused(ModelState model, VersionState version, VersionState.Stage stage) {
        return model.with(version.in(stage))
                .withRounds(version.rounds(), round -> round.refusedWith(version.version()));
    }
}
