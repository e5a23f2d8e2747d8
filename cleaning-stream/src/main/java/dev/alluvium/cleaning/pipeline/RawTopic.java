package dev.alluvium.cleaning.pipeline;

import dev.alluvium.knowledge.decode.ChangeFeed;
import dev.alluvium.settings.RawTopicConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the writers of a topic may do, and how its rows become records.
 *
 * @param models that its records may be for; none for any
 * @param sources that its records may name; none for any
 */
public record RawTopic(Set<String> models, Set<String> sources, ChangeFeed feed) {
    /** The topic of all pushers: any model, any source. */
    static final RawTopic ANY = new RawTopic(Set.of(), Set.of(), ChangeFeed.PLAIN);

    public RawTopic {
        models = Set.copyOf(models);
        sources = Set.copyOf(sources);
    }

    /** The configured topics by name. */
    static Map<String, RawTopic> of(Map<String, RawTopicConfig> configured) {
        return configured.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> of(entry.getValue())));
    }

    private static RawTopic of(RawTopicConfig config) {
        List<String> models = config.models();
        List<String> sources = config.sources();
        ChangeFeed feed = new ChangeFeed(
                models.size() == 1 ? models.get(0) : null,
                sources.size() == 1 ? sources.get(0) : null,
                config.fact(),
                config.fields());
        return new RawTopic(Set.copyOf(models), Set.copyOf(sources), feed);
    }
}
