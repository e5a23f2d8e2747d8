package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.record.ProbeTier;
import java.time.Instant;
import java.util.List;

/**
 * One fact of a suite.
 *
 * @param digest of the fact's revision and probes: scores with equal digests can be compared
 * @param reference what the candidate was measured against
 */
public record FactReport(
        String fact,
        Instant revision,
        String digest,
        ProbeTier tier,
        double reference,
        double candidate,
        List<CaseReport> cases) {
    public FactReport {
        cases = List.copyOf(cases);
    }
}
