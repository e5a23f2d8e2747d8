package dev.alluvium.serving.engine;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.TrafficSplit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The version that answers a share of the users beside the champion, once it is loaded here; until then the champion
 * answers everybody, outside of the experiment. Without a challenger it names the watch that the champion's answers belong to.
 */
final class Challenger {
    private volatile @Nullable Trial trial;
    private volatile @Nullable String watch;

    /** An experiment that this replica takes part in. */
    private record Trial(String experiment, double share, boolean shadow, LiveVersion live, LoadedVersion loaded) {
        /** The challenger, retained, unless it is gone. */
        @Nullable ActiveVersion retained() {
            return loaded.tryRetain() ? new ActiveVersion(live, loaded, experiment) : null;
        }
    }

    /** Whether {@code desired} has a challenger that is not at hand. */
    boolean wants(ServingDesired desired) {
        DeployedVersion version = desired.challenger();
        Trial now = trial;
        return version != null && (now == null || !now.loaded().proof().proves(version));
    }

    /** Follows what is desired with the version that is at hand; without a challenger it is given back. */
    void follow(ServingDesired desired) {
        Trial now = trial;
        watch = desired.challenger() == null ? desired.experiment() : null;
        if (now != null && !wants(desired)) {
            if (desired.challenger() == null) {
                stop();
            } else {
                trial = of(desired, now.loaded());
            }
        } else {
            stop();
        }
    }

    /** Starts with a version that the caller retained for it. */
    void start(ServingDesired desired, LoadedVersion retained) {
        stop();
        trial = of(desired, retained);
    }

    private static Trial of(ServingDesired desired, LoadedVersion loaded) {
        LiveVersion live = new LiveVersion(loaded.proof(), desired.generation(), LiveVersion.Origin.REGISTRY);
        return new Trial(
                Objects.requireNonNull(desired.experiment()),
                desired.share(),
                desired.mode() == TrialMode.SHADOW,
                live,
                loaded);
    }

    /** Its experiment, and the challenger itself, retained, where {@code unit} is to get it. */
    Optional<Assignment> assign(String unit) {
        Trial now = trial;
        if (now == null) {
            return Optional.ofNullable(watch).map(watched -> new Assignment(watched, null, false));
        }
        boolean chosen = TrafficSplit.toChallenger(now.experiment(), unit, now.share());
        if (now.shadow()) {
            return chosen ? Optional.of(new Assignment(now.experiment(), null, true)) : Optional.empty();
        }
        ActiveVersion challenger = chosen ? now.retained() : null;
        return chosen && challenger == null
                ? Optional.empty()
                : Optional.of(new Assignment(now.experiment(), challenger, false));
    }

    /** The challenger of a shadow experiment, retained, while it runs. */
    Optional<ActiveVersion> shadow(String experiment) {
        Trial now = trial;
        return now != null && now.shadow() && now.experiment().equals(experiment)
                ? Optional.ofNullable(now.retained())
                : Optional.empty();
    }

    /**
     * @param challenger null where the champion is to answer
     * @param shadowed whether the challenger is asked the same afterwards
     */
    record Assignment(String experiment, @Nullable ActiveVersion challenger, boolean shadowed) {}

    /** Stops where the challenger is gone. */
    void stopIf(Predicate<LoadedVersion> gone) {
        Trial now = trial;
        if (now != null && gone.test(now.loaded())) {
            stop();
        }
    }

    void stop() {
        Trial last = trial;
        trial = null;
        if (last != null) {
            last.loaded().release();
        }
    }
}
