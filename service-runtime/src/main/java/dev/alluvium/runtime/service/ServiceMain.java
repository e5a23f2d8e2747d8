package dev.alluvium.runtime.service;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.base.PrivateFiles;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.store.ConditionalPutCheck;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.binder.ConfigException;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main of a service that runs alone: {@code java -jar x-service.jar --config FILE [--data DIR]}. */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private ServiceMain() {}

    /** Runs the service until the process is told to end; exits 2 on bad usage or configuration, 1 on a failed start. */
    public static void run(String[] args, Function<ServiceContext, Service> factory) {
        try {
            Options options = Options.parse(args);
            AlluviumConfig config = ConfigLoader.load(options.config(), System.getenv());
            runConfigured(config, options.data(), factory);
        } catch (ConfigException | Options.UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            LOG.error("start failed", e);
            System.err.println("start failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void runConfigured(AlluviumConfig config, Path data, Function<ServiceContext, Service> factory)
            throws Exception {
        PrivateFiles.directories(data);
        TemporaryFiles temporary = TemporaryFiles.below(data);
        KafkaClients kafka = new KafkaClients(config.kafka());
        ObjectStoreConfig storeConfig = config.objectStore();
        MinioObjectStore store = new MinioObjectStore(storeConfig);
        ScrapedMeters meters = new ScrapedMeters();
        Service service = new DependencyAwaitingService(
                factory.apply(new ServiceContext(
                        config,
                        kafka,
                        store,
                        meters,
                        data,
                        Clock.systemUTC(),
                        UUID.randomUUID().toString())),
                needs(kafka, store, storeConfig),
                FIRST_PAUSE);
        HttpServer http = new HttpServer(config.http(), ServiceRoutes.of(List.of(service), meters));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            http.close();
            store.close();
            temporary.close();
            ended.countDown();
        }));
        int port = http.start();
        service.start();
        System.out.println("ready http://" + config.http().host() + ":" + port + "/v1 " + service.name());
        ended.await();
    }

    private static List<DependencyAwaitingService.Need> needs(
            KafkaClients kafka, MinioObjectStore store, ObjectStoreConfig config) {
        return List.of(
                new DependencyAwaitingService.Need("the object store at " + config.endpoint(), () -> {
                    store.ensureBucket();
                    ConditionalPutCheck.verify(store);
                }),
                new DependencyAwaitingService.Need(
                        "Kafka at " + kafka.bootstrapServers(), () -> kafka.ensureTopics(Topics.all(), ANSWER_LIMIT)));
    }

    private record Options(Path config, Path data) {
        private static final String USAGE = "usage: java -jar SERVICE.jar --config FILE [--data DIR]";

        static final class UsageException extends Exception {
            UsageException(String message) {
                super(message);
            }
        }

        static Options parse(String[] args) throws UsageException {
            Path config = null;
            Path data = Path.of("data");
            for (int i = 0; i < args.length; i++) {
                String value = i + 1 < args.length ? args[i + 1] : null;
                if (value == null || !args[i].equals("--config") && !args[i].equals("--data")) {
                    throw new UsageException(USAGE);
                }
                if (args[i].equals("--config")) {
                    config = Path.of(value);
                } else {
                    data = Path.of(value);
                }
                i++;
            }
            if (config == null) {
                throw new UsageException(USAGE);
            }
            return new Options(config, data.toAbsolutePath());
        }
    }
}
