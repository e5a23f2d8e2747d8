package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.config.AlluviumConfig;
import dev.alluvium.contracts.config.IngestConfig;
import dev.alluvium.ingest.admission.Quotas;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.Meters;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** All of admission's routes, which share their quotas and their places. */
public final class IngestApi {
    private final Supplier<Intake> intake;
    private final Semaphore running;

    /**
     * Routes exist before the producer does.
     *
     * @param producer throws a problem until there is one
     */
    public IngestApi(AlluviumConfig config, Meters meters, Supplier<RawProducer> producer) {
        IngestConfig ingest = Objects.requireNonNull(config.ingest());
        Quotas quotas = new Quotas(Objects.requireNonNull(ingest.quotas()), ingest.quota(), System::nanoTime);
        this.intake = () -> new Intake(producer.get(), quotas, meters);
        this.running = new Semaphore(Objects.requireNonNull(ingest.maxConcurrent()), true);
    }

    public List<Route> routes() {
        return new IngestRoutes(intake, running).routes();
    }
}
