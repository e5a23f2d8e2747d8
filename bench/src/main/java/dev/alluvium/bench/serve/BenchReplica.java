package dev.alluvium.bench.serve;

import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.serving.ServingService;
import dev.alluvium.settings.AlluviumConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** One replica of serving with its HTTP server. */
record BenchReplica(String name, URI endpoint, ServingService service, HttpServer http) implements AutoCloseable {

    static BenchReplica start(AlluviumConfig config, KafkaClients kafka, ObjectStore store, Path directory, int number)
            throws InterruptedException {
        String name = "replica-" + number;
        ScrapedMeters meters = new ScrapedMeters();
        ServingService service = new ServingService(
                new ServiceContext(config, kafka, store, meters, directory, Clock.systemUTC(), name));
        HttpServer http = new HttpServer(config.http(), ServiceRoutes.of(List.of(service), meters));
        URI endpoint = URI.create("http://127.0.0.1:" + http.start() + "/v1/");
        service.start();
        return new BenchReplica(name, endpoint, service, http);
    }

    @Override
    public void close() {
        service.close();
        http.close();
    }
}
