package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a card.
 *
 * @param version null while the adapter has no number
 * @param curve of the training; empty where it is not known
 * @param earlier verdicts on the same rounds or records before this one, the oldest first
 */
public record CardInput(
        EvaluationReport report,
        @Nullable VersionState version,
        List<LossPoint> curve,
        List<EvaluationReport> earlier) {
    /**
     * The loss at a step.
     *
     * @param validation on wordings set aside; null where it was not measured
     */
    public record LossPoint(int step, double loss, @Nullable Double validation) {}

    public CardInput {
        curve = List.copyOf(curve);
        earlier = List.copyOf(earlier);
    }

    /** Which completed verdict on the same records against the same parent this is; 0 if it is none. */
    int attempt() {
        if (!report.verdict().decision().completed() || report.content() == null) {
            return 0;
        }
        return 1
                + (int) earlier.stream()
                        .filter(before -> before.verdict().decision().completed())
                        .filter(report::judgesSame)
                        .count();
    }
}
