package dev.alluvium.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Admission.
 *
 * @param maxConcurrent requests that are worked on at once; further ones wait for a moment, then get 429
 * @param quota records per second of each source that {@code quotas} does not name
 * @param quotas records per second by source; a record that names none counts as its token's
 * @param documents how documents are read
 * @param watch places whose files are read as they appear
 * @param topics further topics that records are read from, by their whole names
 */
public record IngestConfig(
        @Default("16") int maxConcurrent,
        @LeftOut("no limit") @Nullable Integer quota,
        Map<String, Integer> quotas,
        DocumentsConfig documents,
        Map<String, RawTopicConfig> topics,
        List<WatchedFilesConfig> watch) {
    public IngestConfig {
        quotas = Map.copyOf(quotas);
        topics = Map.copyOf(topics);
        watch = List.copyOf(watch);
        ConfigChecks.atLeast("max-concurrent", maxConcurrent, 1);
        ConfigChecks.positive("quota", quota);
        quotas.forEach((source, perSecond) -> ConfigChecks.positive("quotas." + source, perSecond));
    }
}
