package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryEnded;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryStarted;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.contracts.registry.RegistryEvent.WatchEnded;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.settings.CanaryConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a decision: each change is applied at once, so that the next rule sees its effect. */
final class DecisionBuilder {
    private final RegistrySettings settings;
    private final RegistryState before;
    private final String id;
    private final String name;
    private final String actor;
    private final Instant at;
    private final List<RegistryEvent> events = new ArrayList<>();
    private RegistryState after;

    DecisionBuilder(
            RegistrySettings settings, RegistryState before, String id, String model, String actor, Instant at) {
        this.settings = settings;
        this.before = before;
        this.after = before;
        this.id = id;
        this.name = model;
        this.actor = actor;
        this.at = at;
    }

    DecisionBuilder add(Change change, String reason) {
        RegistryEvent event = RegistryEvent.of(id + "/" + events.size(), name, actor, reason, at, change);
        after = after.apply(event);
        events.add(event);
        return this;
    }

    /** The model as it is after the changes so far. */
    ModelState model() {
        return after.get(name);
    }

    VersionState version(int number) {
        return model().get(number);
    }

    /** What passed on its own is promoted, or tried on users first where the model is configured so. */
    DecisionBuilder release(int number, String reason) {
        PromotionWatch watch = model().watch();
        if (watch != null) {
            return add(
                    new VersionHeld(
                            number, PromotionWatchRules.until(watch) + "; ends by that, promote or reject", false),
                    reason);
        }
        if (model().drill() != null) {
            return add(new VersionHeld(number, "a rollback drill is under way; ends with it", false), reason);
        }
        Optional<CanaryConfig> canary = settings.canary().apply(name);
        if (canary.isEmpty()) {
            return promote(number, true, reason);
        }
        return CanaryRules.besideChampion(model(), number)
                ? tryOut(number, canary.get(), true, reason)
                : add(
                        new VersionHeld(
                                number,
                                CanaryRules.otherBase(model(), number)
                                        + ", so it cannot be tried; ends by promote or reject",
                                true),
                        reason);
    }

    /** A share of the users gets the version beside the champion. */
    DecisionBuilder tryOut(int number, CanaryConfig plan, boolean automatic, String reason) {
        String experiment = Digest.id(name, Integer.toString(number), Long.toString(after.events()));
        return add(
                new CanaryStarted(
                        number, experiment, plan.plan(), automatic, settings.admit(version(number), name, at)),
                reason);
    }

    /** The champion answers everybody again; nothing if no experiment runs. */
    DecisionBuilder endCanary(@Nullable Conclusion conclusion, String reason) {
        Canary canary = model().canary();
        return canary == null ? this : add(new CanaryEnded(canary.version(), canary.experiment(), conclusion), reason);
    }

    /** Nothing is watched any more; nothing happens if nothing was. */
    DecisionBuilder endWatch(@Nullable Conclusion conclusion, String reason) {
        PromotionWatch watch = model().watch();
        return watch == null ? this : add(new WatchEnded(watch.version(), watch.watch(), conclusion), reason);
    }

    /** What passed on its own while something kept it from being promoted, and still fits. */
    DecisionBuilder releaseHeld(String reason) {
        return model().frozen()
                ? this
                : model().openCandidates().stream()
                        .filter(version -> version.stage() == VersionState.Stage.REVIEW && !version.needsApproval())
                        .filter(version -> PromotionRules.fits(model(), version))
                        .findFirst()
                        .map(version -> release(version.version(), reason))
                        .orElse(this);
    }

    DecisionBuilder promote(int number, boolean automatic, String reason) {
        endCanary(null, "version " + number + " is promoted");
        endWatch(null, "version " + number + " is promoted");
        VersionState version = version(number);
        int previous = model().champion();
        boolean drilled = model().drill() != null;
        add(new VersionPromoted(number, previous, automatic, settings.admit(version, name, at)), reason);
        returnOrphans();
        return drilled ? releaseHeld("passed during a rollback drill") : this;
    }

    /** Candidates that did not start from the present champion can never be promoted: their rounds train again. */
    DecisionBuilder returnOrphans() {
        for (VersionState open : model().openCandidates()) {
            int champion = model().standing();
            if (open.parent() != champion) {
                stale(open, "started from version " + open.parent() + ", the champion is now " + champion);
            }
        }
        return this;
    }

    /** The version is out and its rounds train again; one that was champion before is only taken back. */
    DecisionBuilder stale(VersionState version, String reason) {
        return returned(version, false, reason);
    }

    /** The version is out by an operator's word, and its rounds train with the next one. */
    DecisionBuilder postpone(VersionState version, String reason) {
        return returned(version, true, reason);
    }

    private DecisionBuilder returned(VersionState version, boolean postponed, String reason) {
        Canary canary = model().canary();
        if (canary != null && canary.version() == version.version()) {
            endCanary(null, reason);
            if (canary.rolledBack()) {
                return this;
            }
        }
        return add(new VersionReturned(version.version(), true, postponed), reason);
    }

    RegistryDecision accept() {
        return new RegistryDecision.Accepted(
                events,
                RegistryOutbox.desired(before, after, name, settings.epoch(), at),
                RegistryOutbox.control(before, after, name, events),
                after);
    }
}
