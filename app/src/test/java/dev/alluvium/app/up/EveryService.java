package dev.alluvium.app.up;

import dev.alluvium.ingest.DiskReserve;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Every service with the default configuration, made and not started: what a test asks for its routes. */
final class EveryService {
    private EveryService() {}

    /** @param directory where their keys are made */
    static List<Service> in(Path directory, ScrapedMeters meters) {
        KeyFiles.ensure(directory.resolve("keys"));
        AlluviumConfig config = AlluviumConfig.defaults();
        ServiceContext context = new ServiceContext(
                config,
                new KafkaClients(config.kafka()),
                new InMemoryObjectStore(),
                meters,
                directory,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                "test");
        List<Service> services = new ArrayList<>();
        AllInOne.services(DiskReserve.NONE).forEach(factory -> services.add(factory.apply(context)));
        return services;
    }
}
