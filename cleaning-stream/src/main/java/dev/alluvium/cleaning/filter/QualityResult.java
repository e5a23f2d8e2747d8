package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.quality.Finding;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.Optional;

/** Makes a filter's result of what a heuristic found. */
final class QualityResult {
    private QualityResult() {}

    static FilterResult verdict(FilteredRecord filtered, Optional<Finding> found) {
        return found.isEmpty()
                ? new FilterResult.Keep(filtered)
                : new FilterResult.Drop(
                        ReasonCode.LOW_QUALITY,
                        found.get() + "; mend the text, or change the threshold under cleaning.quality");
    }
}
