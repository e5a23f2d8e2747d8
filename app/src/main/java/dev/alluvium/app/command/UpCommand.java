package dev.alluvium.app.command;

import dev.alluvium.app.up.AllInOne;
import dev.alluvium.app.up.DataDirectory;
import dev.alluvium.app.up.ExternalServices;
import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.DataOption;
import dev.alluvium.embedded.BrokerAddress;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.Listener;
import dev.alluvium.runtime.service.TemporaryFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs everything in this process until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            LocalCommands.UP,
            "$ALLUVIUM_KAFKA_PASSWORD chooses the password of its broker, which is made at the first start otherwise.",
            "Where the configuration names kafka.bootstrap-servers or object-store.endpoint, it uses these and starts none."
        })
public final class UpCommand implements Callable<Integer> {
    @Mixin
    final DataOption data = new DataOption();

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, YAML.")
    @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "HTTP port (default: 7411, or any free one).")
    @Nullable Integer port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: 127.0.0.1).")
    @Nullable String host;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the own broker on 127.0.0.1, also for later starts (default: as at the last start,"
                    + " at first 7412; any free one where that is taken).")
    @Nullable Integer kafkaPort;

    @Option(
            names = "--kafka-listen",
            paramLabel = "ADDRESS:PORT",
            description =
                    "Where the own broker listens for other machines, such as 0.0.0.0:9092: without encryption, for clients with the credentials of DATA/kafka-client.properties. Default: on loopback alone.")
    @Nullable String kafkaListen;

    @Option(
            names = "--kafka-advertise",
            paramLabel = "HOST:PORT",
            description = "By which name other machines reach it (default: as --kafka-listen).")
    @Nullable String kafkaAdvertise;

    @Override
    public Integer call() throws Exception {
        LogTarget logs = LogTarget.of(System.getenv());
        AlluviumConfig configured =
                config == null ? AlluviumConfig.defaults() : ConfigLoader.load(config, System.getenv());
        AlluviumConfig reachable = withHttp(configured);
        ExternalServices outside = config == null ? ExternalServices.NOTHING : ExternalServices.of(config);
        BrokerAddress broker = broker(outside);
        DataDirectory directory = DataDirectory.open(data.directory());
        String password = System.getenv().getOrDefault("ALLUVIUM_KAFKA_PASSWORD", "");
        if (!password.isBlank()) {
            directory.useKafkaPassword(password);
        }
        System.setProperty("alluvium.log.directory", directory.resolve("logs").toString());
        TemporaryFiles temporary = TemporaryFiles.below(directory.root());
        UpProgress progress = UpProgress.of(logs);
        AllInOne all = new AllInOne(directory, reachable, outside, broker, progress::waiting);
        EmbeddedKafka.beforeHalt(
                () -> progress.line(
                        "stopped: Kafka ended this process, as it does where it cannot write: "
                                + (directory.root().toFile().getUsableSpace() >> 20) + " MiB are free at "
                                + directory.root()
                                + "; free some space, or look at the disk, and start again: nothing that was acknowledged is lost"));
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            all.close();
            temporary.close();
            directory.close();
            ended.countDown();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            all.start();
        } catch (Exception e) {
            Logger log = LoggerFactory.getLogger(UpCommand.class);
            log.error("start failed", e);
            throw new CliException("start failed: " + inOptions(rootMessage(e)) + " (details in "
                    + directory.resolve("logs").resolve("alluvium.log") + ")");
        }
        progress.line("data in " + directory.root() + ", Kafka at " + all.bootstrapServers()
                + (outside.kafka() ? "" : " (a client's properties: kafka-client.properties there)")
                + ", Ctrl-C stops");
        all.notices().forEach(progress::line);
        all.degraded().forEach(trouble -> progress.line("degraded: " + trouble));
        progress.ready("ready " + all.endpoint());
        ended.await();
        return 0;
    }

    private BrokerAddress broker(ExternalServices outside) {
        String given = kafkaListen != null ? "--kafka-listen" : kafkaPort != null ? "--kafka-port" : null;
        if (given != null && outside.kafka()) {
            throw new CliException(
                    given
                            + ": kafka.bootstrap-servers names other brokers, so that this process runs none; leave one of"
                            + " them out",
                    2);
        }
        try {
            return new BrokerAddress(kafkaPort, BrokerAddress.USUAL_PORT, listener());
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    String.valueOf(e.getMessage())
                            .replaceFirst("^port=", "--kafka-port=")
                            .replaceFirst("^listen=", "--kafka-listen=")
                            .replaceFirst("^advertised=", "--kafka-advertise="),
                    2);
        }
    }

    private @Nullable Listener listener() {
        if (kafkaListen == null) {
            if (kafkaAdvertise != null) {
                throw new CliException("--kafka-advertise: needs --kafka-listen ADDRESS:PORT", 2);
            }
            return null;
        }
        return new Listener(kafkaListen, kafkaAdvertise == null ? kafkaListen : kafkaAdvertise);
    }

    private AlluviumConfig withHttp(AlluviumConfig configured) {
        HttpConfig http = configured.http();
        HttpConfig chosen;
        try {
            chosen = http.at(host != null ? host : http.host(), port != null ? port : http.port());
        } catch (IllegalArgumentException e) {
            throw new CliException("--" + e.getMessage(), 2);
        }
        return configured.with(configured.kafka(), configured.objectStore(), chosen, configured.trust());
    }

    /** Who gave an option does not look for its key. */
    private String inOptions(String message) {
        return port == null
                ? message
                : message.replace("http.port=", "--port=").replace("set http.port to 0", "give --port 0");
    }

    private static String rootMessage(Throwable e) {
        return e.getMessage() == null && e.getCause() != null
                ? rootMessage(e.getCause())
                : String.valueOf(e.getMessage());
    }
}
