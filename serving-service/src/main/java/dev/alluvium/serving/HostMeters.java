package dev.alluvium.serving;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState.Refusing;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Gauges of slots and models. A model gets its own gauges when it first appears. */
final class HostMeters {
    private final Meters meters;
    private final Clock clock;
    private final Set<String> bound = ConcurrentHashMap.newKeySet();

    HostMeters(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void bind(Slots slots) {
        meters.gauge(ServingMeters.ACTIVE, slots::active);
        meters.gauge(ServingMeters.WAITING, slots::waiting);
        meters.gauge(ServingMeters.BATCHES, slots::batches);
    }

    void bind(String model, Fleet fleet) {
        if (bound.add(model)) {
            meters.gauge(
                    ServingMeters.VERSION,
                    () -> least(fleet, live -> live.proof().version()),
                    model);
            meters.gauge(ServingMeters.GENERATION, () -> least(fleet, LiveVersion::generation), model);
            meters.gauge(ServingMeters.READY, () -> fleet.ready().isPresent() ? 1 : 0, model);
            meters.gauge(ServingMeters.REFUSING, () -> views(fleet).anyMatch(HostMeters::refuses) ? 1 : 0, model);
            meters.gauge(ServingMeters.CONTACT_AGE, () -> contactAge(fleet), model);
            meters.gauge(ServingMeters.PODS, () -> servers(fleet).count(), model);
            meters.gauge(
                    ServingMeters.PODS_READY,
                    () -> servers(fleet).filter(fleet::answers).count(),
                    model);
        }
    }

    private static Stream<Fleet.Member> servers(Fleet fleet) {
        return fleet.members().stream().filter(member -> !member.name().isEmpty());
    }

    private static Stream<Replica> views(Fleet fleet) {
        return fleet.members().stream().map(member -> member.host().view());
    }

    private static boolean refuses(Replica view) {
        return view.state() instanceof Refusing;
    }

    /** Of several replicas the one that is furthest behind counts. */
    private static Number least(Fleet fleet, ToLongFunction<LiveVersion> value) {
        return views(fleet)
                .map(view -> view.state().live())
                .mapToLong(live -> live == null ? -1 : value.applyAsLong(live))
                .min()
                .orElse(-1);
    }

    private double contactAge(Fleet fleet) {
        return views(fleet)
                .mapToDouble(view ->
                        Duration.between(view.contact(), clock.instant()).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }
}
