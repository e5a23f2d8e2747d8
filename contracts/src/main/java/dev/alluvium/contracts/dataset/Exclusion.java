package dev.alluvium.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stays in quarantine when a round is requeued.
 *
 * @param sources as records name them
 * @param records by recordId
 */
public record Exclusion(List<String> sources, List<String> records) {
    /** Nothing: the whole round is offered again. */
    public static final Exclusion NONE = new Exclusion(List.of(), List.of());

    @JsonCreator
    public Exclusion(@Nullable List<String> sources, @Nullable List<String> records) {
        this.sources = sources == null ? List.of() : List.copyOf(sources);
        this.records = records == null ? List.of() : List.copyOf(records);
    }

    /** Whether a record stays. */
    public boolean covers(CleanRecord record) {
        String source = record.record().source();
        return records.contains(record.recordId()) || (source != null && sources.contains(source));
    }
}
