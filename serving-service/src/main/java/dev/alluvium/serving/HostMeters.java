package dev.alluvium.serving;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.state.Live;
import dev.alluvium.serving.state.ServingState.Refusing;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Gauges of slots and models; a model gets its own when it first appears. */
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

    void bind(String model, ModelHost host) {
        if (bound.add(model)) {
            meters.gauge(
                    ServingMeters.VERSION, () -> live(host, live -> live.proof().version()), model);
            meters.gauge(ServingMeters.GENERATION, () -> live(host, Live::generation), model);
            meters.gauge(ServingMeters.READY, () -> host.view().ready(clock.instant()) ? 1 : 0, model);
            meters.gauge(ServingMeters.REFUSING, () -> host.view().state() instanceof Refusing ? 1 : 0, model);
            meters.gauge(
                    ServingMeters.CONTACT_AGE,
                    () -> Duration.between(host.view().contact(), clock.instant())
                                    .toMillis()
                            / 1000.0,
                    model);
        }
    }

    private static Number live(ModelHost host, ToLongFunction<Live> value) {
        Live live = host.view().state().live();
        return live == null ? -1 : value.applyAsLong(live);
    }
}
