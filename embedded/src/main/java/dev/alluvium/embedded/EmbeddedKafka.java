package dev.alluvium.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A single-node KRaft broker and controller on the loopback interface, made of Kafka's production classes.
 *
 * <p>Its log survives a kill -9; ports may change from start to start.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int START_ATTEMPTS = 3;

    private static final String PORT = "port";
    private static final String TAKEN = ": another program may use the port; stop it, or choose another port";

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final String controller;
    private @Nullable Integer movedFrom;

    /** As below, at the first start on any free port. */
    public EmbeddedKafka(Path directory) throws IOException {
        this(directory, BrokerAddress.ANY);
    }

    /**
     * Formats the directory on its first use and starts the broker; returns when clients can connect. Without a chosen port it
     * listens on that of its last start, or any free one where another program uses that: {@link #movedFrom()} then tells.
     *
     * @param directory for the log, the cluster's id and the port
     */
    public EmbeddedKafka(Path directory, BrokerAddress address) throws IOException {
        this(directory, wanted(directory, address), address, null);
    }

    /**
     * As above, for one user alone: each connection to any of its listeners has to prove their password.
     *
     * @param login who they are; another one from start to start replaces the one before
     */
    public EmbeddedKafka(Path directory, BrokerAddress address, BrokerLogin login) throws IOException {
        this(directory, wanted(directory, address), address, login);
    }

    /** As above, on a given port. */
    public EmbeddedKafka(Path directory, int port) throws IOException {
        this(directory, new BrokerAddress(port, 0, null));
    }

    private EmbeddedKafka(Path directory, int wanted, BrokerAddress address, @Nullable BrokerLogin login)
            throws IOException {
        this(directory, address.chosen() == null ? firstOf(wanted) : only(wanted), more(address.further(), login));
        if (wanted > 0 && !bootstrapServers.endsWith(":" + wanted)) {
            movedFrom = wanted;
        }
        Files.writeString(directory.resolve(PORT), bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    }

    /**
     * A broker on which each user may do only what access control entries allow, all of them over SASL/PLAIN.
     *
     * @param users passwords by name; {@code admin} among them may do everything
     */
    public static EmbeddedKafka secured(Path directory, Map<String, String> users) throws IOException {
        return new EmbeddedKafka(directory, EmbeddedKafka::freePort, List.of(SecuredListener.settings(users)));
    }

    /** As above, on ports that the caller chooses, the next one where one is taken. */
    EmbeddedKafka(Path directory, Ports ports, List<Map<String, String>> more) throws IOException {
        Path logs = directory.resolve("logs");
        Files.createDirectories(logs);
        format(logs, clusterId(directory));
        KafkaRaftServer started = null;
        int port = 0;
        int controllerPort = 0;
        for (int attempt = 1; started == null; attempt++) {
            port = ports.next();
            controllerPort = freePort();
            Map<String, String> settings = settings(logs, port, controllerPort);
            more.forEach(part -> part.forEach((name, value) -> settings.merge(name, value, EmbeddedKafka::both)));
            started = start(new KafkaConfig(settings), attempt);
        }
        server = started;
        bootstrapServers = "127.0.0.1:" + port;
        controller = "127.0.0.1:" + controllerPort;
    }

    private static List<Map<String, String>> more(@Nullable Listener further, @Nullable BrokerLogin login) {
        List<Map<String, String>> more = new ArrayList<>();
        if (login != null) {
            more.add(SecuredListener.settings(login));
        }
        if (further != null) {
            more.add(further.settings(login == null ? SecurityProtocol.PLAINTEXT : SecurityProtocol.SASL_PLAINTEXT));
        }
        return more;
    }

    /** Of a list, what is there and what is added; of a single value, the newer. */
    private static String both(String given, String more) {
        return more.startsWith(",") ? given + more : more;
    }

    /** The broker must be told its ports before it has them, so that another program may be faster; null if it was. */
    private static @Nullable KafkaRaftServer start(KafkaConfig config, int attempt) throws IOException {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            if (!isBind(e)) {
                throw e;
            }
            if (attempt < START_ATTEMPTS) {
                return null;
            }
            throw new IOException("Kafka cannot listen: " + bindProblem(e) + TAKEN, e);
        }
    }

    /** What names the address. */
    private static String bindProblem(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null || cause instanceof BindException ? String.valueOf(e.getMessage()) : bindProblem(cause);
    }

    private static boolean isBind(@Nullable Throwable e) {
        return e != null && (e instanceof BindException || isBind(e.getCause()));
    }

    /** What is to be said before Kafka ends this process at once, as it does where it cannot write its log. */
    public static void beforeHalt(Runnable tell) {
        Exit.setHaltProcedure((status, message) -> {
            tell.run();
            Runtime.getRuntime().halt(status);
        });
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the controller listens, which only this broker should find. */
    String controller() {
        return controller;
    }

    /** The port of the last start, or the usual one, where another program uses it; empty where the broker has it. */
    public Optional<Integer> movedFrom() {
        return Optional.ofNullable(movedFrom);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", logs.toString());
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "2");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        // After a kill -9 the controller waits for the old session to end before the broker may come back.
        settings.put("broker.session.timeout.ms", "3000");
        // The controller gives each heartbeat half of this: on a busy machine, and while it stops, 250 ms were too
        // little.
        settings.put("broker.heartbeat.interval.ms", "1000");
        return settings;
    }

    private static void format(Path logs, String clusterId) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(clusterId)
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format the broker's directory " + logs, e);
        }
    }

    private static String clusterId(Path directory) throws IOException {
        Path file = directory.resolve("cluster.id");
        if (!Files.exists(file)) {
            Path fresh = Files.writeString(
                    directory.resolve("cluster.id.tmp"), Uuid.randomUuid().toString());
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    /** The chosen port, else that of the last start, else the usual one; 0 for any. */
    private static int wanted(Path directory, BrokerAddress address) throws IOException {
        if (address.chosen() != null) {
            return address.chosen();
        }
        Path file = directory.resolve(PORT);
        String last = Files.exists(file) ? Files.readString(file).strip() : "";
        return last.matches("\\d{1,5}") ? Integer.parseInt(last) : address.usual();
    }

    /** The port if it is free, else any free one. */
    private static Ports firstOf(int port) {
        Iterator<Integer> first =
                isFree(port) ? List.of(Integer.valueOf(port)).iterator() : Collections.emptyIterator();
        return () -> first.hasNext() ? first.next() : freePort();
    }

    private static Ports only(int port) throws BindException {
        if (!isFree(port)) {
            throw new BindException("Kafka cannot listen on 127.0.0.1:" + port + TAKEN);
        }
        return () -> port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return port > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @FunctionalInterface
    interface Ports {
        int next() throws IOException;
    }
}
