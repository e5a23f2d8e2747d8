package dev.alluvium.ingest;

import dev.alluvium.ingest.adapter.IngestApi;
import dev.alluvium.ingest.adapter.RawProducer;
import dev.alluvium.ingest.adapter.watch.Watches;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Admission as a service: HTTP in, records.raw out. */
public final class IngestService implements Service {
    private final ServiceContext context;
    private final IngestApi api;
    private volatile @Nullable RawProducer producer;
    private volatile @Nullable Watches watches;

    public IngestService(ServiceContext context) {
        this.context = context;
        this.api = new IngestApi(context.config(), new Meters(context.meters()), this::running);
    }

    @Override
    public String name() {
        return "ingest-service";
    }

    @Override
    public void start() throws IOException {
        RawProducer started = new RawProducer(context.kafka(), new Meters(context.meters()));
        producer = started;
        started.awaitTopic();
        watches = new Watches(context, started);
    }

    @Override
    public Health health() {
        RawProducer running = producer;
        if (running == null) {
            return Health.notReady("admission has not started yet");
        }
        return running.isFailing() ? Health.notReady("Kafka did not acknowledge the last records") : Health.up();
    }

    @Override
    public List<Route> routes() {
        return api.routes();
    }

    @Override
    public Map<String, Object> status() {
        Watches running = watches;
        return Map.of(
                "watch", running == null ? List.of() : running.status(),
                "models", context.config().modelNames(),
                "defaultModel",
                        Objects.requireNonNull(
                                Objects.requireNonNull(context.config().defaultModel())
                                        .model()));
    }

    @Override
    public void close() {
        api.close();
        Watches watching = watches;
        if (watching != null) {
            watching.close();
        }
        RawProducer running = producer;
        if (running != null) {
            running.close();
        }
    }

    private RawProducer running() {
        RawProducer running = producer;
        if (running == null) {
            throw new HttpProblem(503, "Not ready", "admission has not started yet; try again");
        }
        return running;
    }
}
