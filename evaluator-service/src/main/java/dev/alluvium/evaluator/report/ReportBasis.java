package dev.alluvium.evaluator.report;

import dev.alluvium.evaluator.gate.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation judged, and by which thresholds.
 *
 * @param thresholds absent if nothing was judged
 * @param content digest of the records that were learnt; absent if none were read
 * @param probes key of the probes' snapshot; absent if nothing was asked
 */
public record ReportBasis(
        @Nullable Thresholds thresholds,
        @Nullable String content,
        @Nullable String probes) {
    /** Of an evaluation that reached no judgement. */
    public static final ReportBasis NONE = new ReportBasis(null, null, null);
}
