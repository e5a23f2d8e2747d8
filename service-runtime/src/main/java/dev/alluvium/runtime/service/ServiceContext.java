package dev.alluvium.runtime.service;

import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.AlluviumConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a service is constructed with.
 *
 * @param directory for its local state; relative paths of the configuration are resolved against it
 * @param instance names this process among the replicas
 */
public record ServiceContext(
        AlluviumConfig config,
        KafkaClients kafka,
        ObjectStore store,
        MeterRegistry meters,
        Path directory,
        Clock clock,
        String instance) {}
