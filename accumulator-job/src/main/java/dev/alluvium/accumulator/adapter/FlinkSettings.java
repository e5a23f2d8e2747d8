package dev.alluvium.accumulator.adapter;

import dev.alluvium.settings.AccumulatorConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** Flink's settings for a cluster inside this process: little memory, loopback only, state on the heap. */
final class FlinkSettings {
    private FlinkSettings() {}

    /** Settings that checkpoint into {@code directory} and begin at {@code from}, if there is one. */
    static Configuration of(AccumulatorConfig config, Path directory, Optional<Path> from) {
        Configuration settings = new Configuration();
        settings.setString("pipeline.name", AccumulatorJob.NAME);
        settings.setString("rest.bind-address", "127.0.0.1");
        settings.setString("rest.address", "127.0.0.1");
        settings.setString("rest.bind-port", "0");
        // The BLOB server binds where the job manager does, else to every interface.
        settings.setString("jobmanager.bind-host", "127.0.0.1");
        settings.setString("taskmanager.bind-host", "127.0.0.1");
        settings.setString("web.submit.enable", "false");
        settings.setString("web.cancel.enable", "false");
        settings.setString("taskmanager.memory.network.min", "32mb");
        settings.setString("taskmanager.memory.network.max", "32mb");
        settings.setString("taskmanager.memory.managed.size", "4mb");
        settings.setString(
                "execution.checkpointing.interval", config.checkpointInterval().toMillis() + " ms");
        settings.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString("execution.checkpointing.dir", directory.toUri().toString());
        settings.setString("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        settings.setString("state.backend.type", "hashmap");
        settings.setString("restart-strategy.type", "exponential-delay");
        settings.setString("restart-strategy.exponential-delay.initial-backoff", "500 ms");
        settings.setString("restart-strategy.exponential-delay.max-backoff", "30 s");
        // Accumulators, and with them the status, travel with the heartbeats.
        settings.setString("heartbeat.interval", "500 ms");
        from.ifPresent(checkpoint -> {
            settings.setString(
                    "execution.state-recovery.path", checkpoint.toUri().toString());
            settings.setString(
                    "execution.state-recovery.claim-mode", Checkpoints.isSavepoint(checkpoint) ? "NO_CLAIM" : "CLAIM");
        });
        return settings;
    }
}
