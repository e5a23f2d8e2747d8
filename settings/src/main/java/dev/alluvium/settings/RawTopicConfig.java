package dev.alluvium.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A further topic that records are read from, under its whole name: a change feed, or a writer of its own.
 *
 * @param models that its records may be for; the only one is where a record goes that names none
 * @param sources that its records may name; none for any, the only one is set where a record names none
 * @param fact template over a row's columns, such as <code>product/{id}</code>
 * @param fields a row's columns by the record's field
 */
public record RawTopicConfig(
        @LeftOut("required") List<String> models,
        List<String> sources,
        @Nullable String fact,
        Map<String, String> fields) {
    public RawTopicConfig {
        models = List.copyOf(models);
        sources = List.copyOf(sources);
        fields = Map.copyOf(fields);
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "models: must name at least one model that the topic's records may be for");
        }
    }
}
