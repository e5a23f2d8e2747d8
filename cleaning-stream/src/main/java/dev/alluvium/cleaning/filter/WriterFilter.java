package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.pipeline.RawTopic;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Drops what a topic's writers may not write: records for other models, or in the name of other sources. */
public final class WriterFilter implements Filter {
    private final Map<String, RawTopic> topics;
    private final String defaultModel;

    /**
     * A filter.
     *
     * @param topics those that are restricted, by name
     * @param defaultModel where a record goes that names none
     */
    public WriterFilter(Map<String, RawTopic> topics, String defaultModel) {
        this.topics = Map.copyOf(topics);
        this.defaultModel = defaultModel;
    }

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        RawTopic topic = topics.get(filtered.writtenTo());
        if (topic == null) {
            return new FilterResult.Keep(filtered);
        }
        String named = filtered.record().model();
        String model = named == null ? defaultModel : named;
        if (!topic.models().contains(model)) {
            return drop("model=" + model, topic.models());
        }
        String source = filtered.record().source();
        boolean foreign =
                source != null && !topic.sources().isEmpty() && !topic.sources().contains(source);
        return foreign ? drop("source=" + source, topic.sources()) : new FilterResult.Keep(filtered);
    }

    private static FilterResult drop(String what, Set<String> allowed) {
        return new FilterResult.Drop(
                ReasonCode.NOT_ALLOWED,
                what + ": the topic's records may only have " + String.join(", ", new TreeSet<>(allowed))
                        + "; see ingest.topics in the configuration");
    }
}
