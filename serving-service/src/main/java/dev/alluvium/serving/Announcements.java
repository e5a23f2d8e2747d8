package dev.alluvium.serving;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.adapter.kafka.ObservedPublisher;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.engine.LastProved;
import dev.alluvium.serving.engine.Observer;
import dev.alluvium.serving.state.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

/** How this process, and each server that it drives, is known to others and remembered over restarts. */
record Announcements(
        ObservedPublisher publisher, Meters meters, Path proved, String instance, String incarnation, Clock clock) {
    static Announcements of(ObservedPublisher publisher, Meters meters, Path proved, String instance, Clock clock) {
        return new Announcements(
                publisher, meters, proved, instance, UUID.randomUUID().toString(), clock);
    }

    /** @param pod empty for this process */
    Observer observer(String pod) {
        return new Proofs(publisher, meters, replica(pod), incarnation, clock);
    }

    LastProved lastProved(String pod) {
        return new ProvedFiles(pod.isEmpty() ? proved : proved.resolve(pod.replaceAll("[^A-Za-z0-9.-]", "_")));
    }

    /** A server is driven no more: its proof ends. */
    void withdraw(String model, String pod) {
        publisher.withdraw(model, replica(pod));
    }

    void fault(String model, Refusal.Reason reason) {
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
