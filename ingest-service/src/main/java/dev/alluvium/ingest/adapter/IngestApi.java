package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.ingest.IngestMeters;
import dev.alluvium.ingest.adapter.worker.WorkerProcess;
import dev.alluvium.ingest.admission.IdempotencyKeys;
import dev.alluvium.ingest.admission.Quotas;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.DocumentsConfig;
import dev.alluvium.settings.IngestConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All of admission's routes, which share their quotas and their places. */
public final class IngestApi implements AutoCloseable {
    private final Supplier<AdmissionLimits> intake;
    private final RequestConcurrency places;
    private final Meters meters;
    private final WorkerProcess worker;
    private final DocumentReader documents;
    private final IdempotencyKeys keys = new IdempotencyKeys(System::nanoTime);

    /**
     * Routes exist before the producer does.
     *
     * @param producer throws a problem until there is one
     */
    public IngestApi(AlluviumConfig config, Meters meters, Clock clock, Supplier<RawProducer> producer) {
        IngestConfig ingest = config.ingest();
        Quotas quotas = new Quotas(ingest.quotas(), ingest.quota(), System::nanoTime);
        this.intake = () -> new AdmissionLimits(producer.get(), quotas, meters, clock);
        this.places = new RequestConcurrency(ingest.maxConcurrent(), meters);
        this.meters = meters;
        meters.counter(IngestMeters.WORKER_RESTARTS).increment(0);
        DocumentsConfig limits = ingest.documents();
        this.worker = new WorkerProcess(
                limits.memory(),
                limits.timeout(),
                () -> meters.counter(IngestMeters.WORKER_RESTARTS).increment());
        this.documents = new DocumentReader(worker, limits.sectionLevel());
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(new IngestRoutes(intake, places, keys).routes());
        routes.addAll(new DocumentRoutes(intake, places, documents, meters).routes());
        return routes;
    }

    /** What reads documents here, one after the other. */
    public DocumentReader documents() {
        return documents;
    }

    /** Takes an answer to a request under a key, whoever gave it. */
    public void restore(String key, KeyedAnswer answer, Duration age) {
        keys.restore(key, answer.fingerprint(), answer.answer().getBytes(StandardCharsets.UTF_8), age);
    }

    @Override
    public void close() {
        worker.close();
    }
}
