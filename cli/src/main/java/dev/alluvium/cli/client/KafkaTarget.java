package dev.alluvium.cli.client;

import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.KafkaConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.jspecify.annotations.Nullable;

/** How a command reaches Kafka: by an address and a file of client properties, as Kafka's own tools take it. */
public final class KafkaTarget {
    /** In a data directory, the properties of its broker's clients. */
    public static final String FILE = "kafka-client.properties";

    private static final String SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
    private static final int ANSWER_MILLIS = 5_000;

    private KafkaTarget() {}

    /**
     * @param file client properties; null for none
     * @param servers in place of those that the file names; null for these
     * @throws CliException if the file cannot be read, or nothing names servers
     */
    static KafkaConfig of(@Nullable Path file, @Nullable String servers) {
        Map<String, String> properties = file == null ? new HashMap<>() : read(file);
        String named = properties.remove(SERVERS);
        String used = servers != null ? servers : named;
        if (used == null) {
            throw new CliException(file + ": names no " + SERVERS + "; add them, or give --bootstrap-servers HOSTS", 2);
        }
        return KafkaConfig.of(used).withProperties(properties);
    }

    private static Map<String, String> read(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException e) {
            throw new CliException("cannot read " + file + ": " + FileProblem.of(e));
        } catch (IllegalArgumentException e) {
            throw new CliException(file + ": is no file of properties (" + e.getMessage() + ")");
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }

    /** The text of a file that {@link #of} reads. */
    public static String file(String servers, Map<String, String> properties) {
        StringBuilder text = new StringBuilder("# written at each start; keep the password to yourself\n")
                .append(SERVERS + "=" + servers + "\n");
        new TreeMap<>(properties)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /**
     * Whether brokers that did not answer a client without credentials want some. They hang up on such a client, which takes them
     * for away; one with credentials of nobody is told.
     */
    static boolean wantsCredentials(KafkaClients kafka) {
        Map<String, Object> settings = kafka.common();
        if (settings.containsKey(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)) {
            return false;
        }
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_PLAINTEXT");
        settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"nobody\" password=\"none\";");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthenticationException refused
                    && !(refused instanceof IllegalSaslStateException);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
