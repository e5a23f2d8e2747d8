package dev.alluvium.serving;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.adapter.kafka.ObservedPublisher;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.engine.HostObserver;
import dev.alluvium.serving.engine.LastProved;
import dev.alluvium.serving.state.VersionRefusal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

/**
 * Under which names this process, and each server that it drives, publishes proofs and remembers them over restarts.
 */
record ReplicaIdentity(
        ObservedPublisher publisher, Meters meters, Path proved, String instance, String incarnation, Clock clock) {
    static ReplicaIdentity of(ObservedPublisher publisher, Meters meters, Path proved, String instance, Clock clock) {
        return new ReplicaIdentity(
                publisher, meters, proved, instance, UUID.randomUUID().toString(), clock);
    }

    /** @param pod empty for this process */
    HostObserver observer(String pod) {
        return new ProofPublisher(publisher, meters, replica(pod), incarnation, clock);
    }

    LastProved lastProved(String pod) {
        return new ProvedFiles(pod.isEmpty() ? proved : proved.resolve(pod.replaceAll("[^A-Za-z0-9.-]", "_")));
    }

    /** A server is driven no more: its proof ends. */
    void withdraw(String model, String pod) {
        publisher.withdraw(model, replica(pod));
    }

    void fault(String model, VersionRefusal.Reason reason) {
        meters.counter(ServingMeters.POD_FAULTS, model, reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void restarted(String model) {
        meters.counter(ServingMeters.POD_RESTARTS, model).increment();
    }

    private String replica(String pod) {
        return pod.isEmpty() ? instance : instance + "@" + pod;
    }
}
