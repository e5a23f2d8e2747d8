package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.quality.Finding;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.Optional;

/** The verdict on what a heuristic found. */
final class Quality {
    private Quality() {}

    static Verdict verdict(Draft draft, Optional<Finding> found) {
        return found.isEmpty()
                ? new Verdict.Keep(draft)
                : new Verdict.Drop(
                        ReasonCode.LOW_QUALITY,
                        found.get() + "; mend the text, or change the threshold under cleaning.quality");
    }
}
