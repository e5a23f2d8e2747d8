package dev.alluvium.serving;

import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.adapter.kafka.ObservedPublisher;
import dev.alluvium.serving.engine.HostObserver;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.VersionProof;
import java.time.Clock;
import java.time.Duration;

/** Publishes to the registry which version answers here, and counts what was loaded. */
record ProofPublisher(ObservedPublisher publisher, Meters meters, String replica, String incarnation, Clock clock)
        implements HostObserver {
    @Override
    public void announce(String model, LiveVersion live) {
        VersionProof proof = live.proof();
        publisher.publish(new ServingObserved(
                model,
                replica,
                proof.version(),
                proof.sha256(),
                proof.fingerprint(),
                live.generation(),
                incarnation,
                clock.instant()));
    }

    @Override
    public void loaded(String model, boolean success, Duration took) {
        meters.counter(ServingMeters.LOADS, model, success ? "loaded" : "refused")
                .increment();
        if (success) {
            meters.timer(ServingMeters.LOAD_TIME, model).record(took);
        }
    }
}
