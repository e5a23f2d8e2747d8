package dev.alluvium.helm;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The chart's files for Strimzi, from the topics' descriptions and what each principal may do. */
final class KafkaFiles {
    /** Stands for the configured topic prefix; a template replaces it. */
    static final String PREFIX = "PREFIX-";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private KafkaFiles() {}

    static String topics() {
        List<Map<String, Object>> topics = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("suffix", topic.suffix());
            one.put("partitions", topic.partitions());
            one.put("config", new TreeMap<>(topic.settings()));
            topics.add(one);
        }
        return yaml("topics", topics);
    }

    static String users() {
        Map<String, Map<Map<String, Object>, TreeSet<String>>> users = new TreeMap<>();
        for (AclBinding binding : KafkaAccess.of(PREFIX, List.of())) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("type", type(binding.pattern().resourceType()));
            resource.put("name", binding.pattern().name());
            resource.put("patternType", binding.pattern().patternType() == PatternType.PREFIXED ? "prefix" : "literal");
            TreeSet<String> operations = users.computeIfAbsent(
                            binding.entry().principal().replaceFirst("^User:", ""), user -> new LinkedHashMap<>())
                    .computeIfAbsent(resource, one -> new TreeSet<>());
            operations.add(name(binding.entry().operation().name()));
            if (binding.pattern().resourceType() == ResourceType.TOPIC
                    && (binding.entry().operation() == AclOperation.READ
                            || binding.entry().operation() == AclOperation.WRITE)) {
                operations.add("Describe");
            }
        }
        List<Map<String, Object>> written = new ArrayList<>();
        users.forEach((user, resources) -> {
            List<Map<String, Object>> acls = new ArrayList<>();
            resources.forEach((resource, operations) -> {
                Map<String, Object> acl = new LinkedHashMap<>();
                acl.put("resource", resource);
                acl.put("operations", List.copyOf(operations));
                acls.add(acl);
            });
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", user);
            one.put("acls", acls);
            written.add(one);
        });
        return yaml("users", written);
    }

    private static String type(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : type.name().toLowerCase(Locale.ROOT);
    }

    private static String name(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String yaml(String key, Object value) {
        try {
            return "# Written by mvn test -pl helm -Dalluvium.update=true\n"
                    + YAML.writeValueAsString(Map.of(key, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
