package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each principal of an installation may do with Kafka, on a cluster that denies everything else: services under their own
 * names ({@code User:cleaning-stream}), and {@code pushers}, {@code probers}, {@code applications} and {@code operators}. Who may read
 * or write may describe, too.
 */
public final class KafkaAccess {
    private static final String CLEANING = "cleaning-stream";
    private static final String OPERATORS = "operators";

    /** The beginnings of the groups and transactions of each service. */
    private static final Map<String, List<String>> OWN = Map.of(
            CLEANING,
            List.of("cleaning", "dead-letter-replay"),
            "accumulator-job",
            List.of("accumulator"),
            "trainer-service",
            List.of("trainer"),
            "evaluator-service",
            List.of("evaluator"),
            "registry-service",
            List.of("registry"));

    private final String prefix;
    private final List<AclBinding> bindings = new ArrayList<>();

    private KafkaAccess(String prefix) {
        this.prefix = prefix;
    }

    /**
     * All entries of an installation.
     *
     * @param prefix of its topics, groups and transactions
     * @param furtherTopics that cleaning reads as well, by their whole names
     */
    public static List<AclBinding> of(String prefix, Collection<String> furtherTopics) {
        KafkaAccess access = new KafkaAccess(prefix);
        access.seeTopics();
        Topics.all().forEach(access::topic);
        furtherTopics.forEach(topic -> access.topic(topic, false, CLEANING, AclOperation.READ));
        access.groupsAndTransactions();
        access.internalTopics();
        return List.copyOf(access.bindings);
    }

    /** Every service looks whether all topics are there before it starts. */
    private void seeTopics() {
        TreeSet<String> principals = new TreeSet<>(List.of(OPERATORS));
        Topics.all().forEach(topic -> {
            principals.addAll(topic.writers());
            principals.addAll(topic.readers());
        });
        principals.stream()
                .filter(principal -> principal.contains("-") || principal.equals(OPERATORS))
                .forEach(principal -> topic(prefix, true, principal, AclOperation.DESCRIBE));
    }

    private void topic(Topic<?> topic) {
        String name = topic.name(prefix);
        topic.writers().forEach(writer -> topic(name, false, writer, AclOperation.WRITE));
        topic.readers().forEach(reader -> topic(name, false, reader, AclOperation.READ));
    }

    private void groupsAndTransactions() {
        new TreeMap<>(OWN)
                .forEach((service, names) -> names.forEach(name -> {
                    allow(ResourceType.GROUP, prefix + name, true, service, AclOperation.READ);
                    allow(ResourceType.TRANSACTIONAL_ID, prefix + name, true, service, AclOperation.WRITE);
                }));
        allow(ResourceType.GROUP, prefix, true, OPERATORS, AclOperation.DESCRIBE);
    }

    /** Those of Kafka Streams, which it makes and purges by itself. */
    private void internalTopics() {
        topic(
                prefix + "cleaning-",
                true,
                CLEANING,
                AclOperation.CREATE,
                AclOperation.READ,
                AclOperation.WRITE,
                AclOperation.DELETE,
                AclOperation.DESCRIBE_CONFIGS);
    }

    private void topic(String name, boolean prefixed, String principal, AclOperation... operations) {
        allow(ResourceType.TOPIC, name, prefixed, principal, operations);
    }

    private void allow(ResourceType type, String name, boolean prefixed, String principal, AclOperation... operations) {
        ResourcePattern pattern =
                new ResourcePattern(type, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL);
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    pattern, new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW)));
        }
    }
}
