package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaAccess;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics and who may use them, for whoever runs the Kafka cluster. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "List the topics; with --acls the access control entries for a cluster that denies by default.",
            "Principals are the services' names, and pushers, probers, applications and operators."
        })
final class TopicsCommand implements Callable<Integer> {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    @Mixin
    final Output output = new Output();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The installation's configuration: its prefix, its partitions and its further topics.")
    @Nullable Path config;

    @Option(names = "--acls", description = "Print the entries as arguments of kafka-acls.sh, one call to a line.")
    boolean acls;

    @Option(
            names = "--create",
            description =
                    "Create what is missing of the topics, and with --acls of the entries, on the cluster that --config names.")
    boolean create;

    @Override
    public Integer call() throws InterruptedException {
        Path file = config;
        if (create && file == null) {
            throw new CliException(
                    "--create: needs --config FILE, which names the cluster and who may create topics", 2);
        }
        if ((create || acls) && !output.isTable()) {
            throw new CliException("--output: is for the list of topics; leave it out with --acls and --create", 2);
        }
        AlluviumConfig loaded = file == null ? AlluviumConfig.defaults() : ConfigLoader.load(file, System.getenv());
        KafkaConfig kafka = loaded.kafka();
        List<AclBinding> entries =
                KafkaAccess.of(kafka.topicPrefix(), loaded.ingest().topics().keySet());
        if (create) {
            create(new KafkaClients(kafka), entries);
        } else if (acls) {
            lines(entries).forEach(System.out::println);
        } else {
            list(System.out, kafka);
        }
        return 0;
    }

    private void create(KafkaClients kafka, List<AclBinding> entries) throws InterruptedException {
        new Terminal(System.err).waiting("asking Kafka at " + kafka.bootstrapServers());
        try {
            kafka.ensureTopics(Topics.all(), ANSWER_LIMIT);
            if (acls) {
                try (Admin admin = kafka.admin()) {
                    admin.createAcls(entries).all().get();
                }
            }
        } catch (IllegalStateException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            throw new CliException("cannot create entries on " + kafka.bootstrapServers() + ": " + e.getCause());
        }
        System.out.println("the " + Topics.all().size() + " topics are there"
                + (acls ? ", and the " + entries.size() + " entries" : ""));
    }

    private void list(PrintStream out, KafkaConfig kafka) {
        int most = kafka.partitions();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            rows.add(Arrays.asList(
                    topic.name(kafka.topicPrefix()),
                    topic.key(),
                    topic.type() == byte[].class ? "bytes" : topic.type().getSimpleName(),
                    Math.min(topic.partitions(), most),
                    kept(topic),
                    String.join(", ", topic.writers()),
                    String.join(", ", topic.readers())));
        }
        output.print(
                out,
                Topics.all(),
                List.of("TOPIC", "KEY", "VALUE", "PARTITIONS", "KEPT", "WRITTEN BY", "READ BY"),
                rows);
    }

    private static String kept(Topic<?> topic) {
        Duration retention = topic.retention();
        if (retention == null) {
            return topic.cleanup() == Topic.Cleanup.COMPACT ? "newest by key" : "for ever";
        }
        return retention.toDays() > 0 ? retention.toDays() + " d" : retention.toHours() + " h";
    }

    /** One line to principal and resource. */
    private static List<String> lines(List<AclBinding> entries) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (AclBinding entry : entries) {
            String resource = resource(entry.pattern());
            lines.merge(
                    "--add --allow-principal " + entry.entry().principal() + " " + resource,
                    " --operation " + name(entry.entry().operation()),
                    String::concat);
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + line.getValue())
                .toList();
    }

    private static String resource(ResourcePattern pattern) {
        String option = pattern.resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "--" + option + " " + pattern.name()
                + (pattern.patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }

    private static String name(AclOperation operation) {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
